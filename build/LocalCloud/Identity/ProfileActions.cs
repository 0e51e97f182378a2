using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Identity;

/// <summary>Instance profiles.</summary>
internal sealed class ProfileActions(Cloud cloud, TimeProvider time)
{
    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("iam", "CreateInstanceProfile", Create);
        table.Add("iam", "GetInstanceProfile", call => [Show(Global, Global.Profile(call.Required("InstanceProfileName")))]);
        table.Add("iam", "ListInstanceProfiles", call => Listed(profile => profile.Path.StartsWith(call["PathPrefix"] ?? "/", StringComparison.Ordinal)));
        table.Add("iam", "ListInstanceProfilesForRole", OfRole);
        table.Add("iam", "AddRoleToInstanceProfile", AddRole);
        table.Add("iam", "RemoveRoleFromInstanceProfile", RemoveRole);
        table.Add("iam", "DeleteInstanceProfile", Delete);
        table.Add("iam", "TagInstanceProfile", call => Change(call, (_, profile) => profile with { Tags = profile.Tags.SetItems(call.Tags()) }));
        table.Add("iam", "UntagInstanceProfile", call => Change(call, (_, profile) => profile with { Tags = profile.Tags.RemoveRange(call.List("TagKeys")) }));
    }

    private Region Global => cloud.Read(Region.Global);

    private static XElement Show(Region global, InstanceProfile profile) => new("InstanceProfile", IdentityXml.Of(global, profile));

    private IEnumerable<XElement> Create(AwsCall call)
    {
        var profile = new InstanceProfile
        {
            Name = call.Name("InstanceProfileName"),
            Path = call.Path(),
            Created = time.GetUtcNow(),
            Tags = call.Tags(),
        };
        var after = cloud.Change(Region.Global, global => global.InstanceProfiles.ContainsKey(profile.Name)
            ? throw Identities.Exists($"Instance Profile {profile.Name} already exists.")
            : global with { InstanceProfiles = global.InstanceProfiles.Add(profile.Name, profile) });
        return [Show(after, profile)];
    }

    private IEnumerable<XElement> OfRole(AwsCall call)
    {
        var role = Global.Role(call.Required("RoleName"));
        return Listed(profile => profile.Role == role.Name);
    }

    private IEnumerable<XElement> Listed(Func<InstanceProfile, bool> which)
    {
        var global = Global;
        var found = global.InstanceProfiles.Values.Where(which).OrderBy(profile => profile.Name, StringComparer.Ordinal);
        return [IdentityXml.List("InstanceProfiles", found.Select(profile => IdentityXml.Of(global, profile))), IdentityXml.Whole];
    }

    private IEnumerable<XElement> AddRole(AwsCall call) => Change(call, (global, profile) => profile.Role is null
        ? profile with { Role = global.Role(call.Required("RoleName")).Name }
        : throw new AwsError("LimitExceeded", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1", 409));

    private IEnumerable<XElement> RemoveRole(AwsCall call) => Change(call, (global, profile) => profile.Role == global.Role(call.Required("RoleName")).Name
        ? profile with { Role = null }
        : throw Identities.NoSuchEntity($"Role {call["RoleName"]} is not part of instance profile {profile.Name}."));

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        cloud.Change(Region.Global, global => global.Profile(call.Required("InstanceProfileName")) is { Role: null } profile
            ? global with { InstanceProfiles = global.InstanceProfiles.Remove(profile.Name) }
            : throw Identities.Conflict("Cannot delete entity, must remove roles from instance profile first."));
        return IdentityXml.Nothing;
    }

    private IEnumerable<XElement> Change(AwsCall call, Func<Region, InstanceProfile, InstanceProfile> change)
    {
        cloud.Change(Region.Global, global =>
        {
            var profile = global.Profile(call.Required("InstanceProfileName"));
            return global with { InstanceProfiles = global.InstanceProfiles.SetItem(profile.Name, change(global, profile)) };
        });
        return IdentityXml.Nothing;
    }
}
