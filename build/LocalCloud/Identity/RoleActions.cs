using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Identity;

/// <summary>Roles.</summary>
internal sealed class RoleActions(Cloud cloud, TimeProvider time)
{
    private const int MostOfName = 64;

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("iam", "CreateRole", Create);
        table.Add("iam", "GetRole", call => [new XElement("Role", IdentityXml.Of(Global.Role(call.Required("RoleName"))))]);
        table.Add("iam", "ListRoles", List);
        table.Add("iam", "DeleteRole", Delete);
        table.Add("iam", "TagRole", call => Change(call, role => role with { Tags = role.Tags.SetItems(call.Tags()) }));
        table.Add("iam", "UntagRole", call => Change(call, role => role with { Tags = role.Tags.RemoveRange(call.List("TagKeys")) }));
    }

    private Region Global => cloud.Read(Region.Global);

    private IEnumerable<XElement> Create(AwsCall call)
    {
        var role = new Role
        {
            Name = call.Name("RoleName", MostOfName),
            Path = call.Path(),
            Id = Identities.NewRoleId(),
            Trust = call.Document("AssumeRolePolicyDocument"),
            Description = call["Description"],
            SessionSeconds = call.Number("MaxSessionDuration", 3600, 43200) ?? 3600,
            Created = time.GetUtcNow(),
            Tags = call.Tags(),
        };
        cloud.Change(Region.Global, global => global.Roles.ContainsKey(role.Name)
            ? throw Identities.Exists($"Role with name {role.Name} already exists.")
            : global with { Roles = global.Roles.Add(role.Name, role) });
        return [new XElement("Role", IdentityXml.Of(role))];
    }

    private IEnumerable<XElement> List(AwsCall call)
    {
        var prefix = call["PathPrefix"] ?? "/";
        var found = Global.Roles.Values.Where(role => role.Path.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(role => role.Name, StringComparer.Ordinal);
        return [IdentityXml.List("Roles", found.Select(IdentityXml.Of)), IdentityXml.Whole];
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        cloud.Change(Region.Global, global =>
        {
            var role = global.Role(call.Required("RoleName"));
            if (global.InstanceProfiles.Values.Any(profile => profile.Role == role.Name))
                throw Identities.Conflict("Cannot delete entity, must remove roles from instance profile first.");
            if (!role.Attached.IsEmpty)
                throw Identities.Conflict("Cannot delete entity, must detach all policies first.");
            if (!role.Policies.IsEmpty)
                throw Identities.Conflict("Cannot delete entity, must delete policies first.");
            return global with { Roles = global.Roles.Remove(role.Name) };
        });
        return IdentityXml.Nothing;
    }

    private IEnumerable<XElement> Change(AwsCall call, Func<Role, Role> change)
    {
        cloud.Change(Region.Global, global =>
        {
            var role = global.Role(call.Required("RoleName"));
            return global with { Roles = global.Roles.SetItem(role.Name, change(role)) };
        });
        return IdentityXml.Nothing;
    }
}
