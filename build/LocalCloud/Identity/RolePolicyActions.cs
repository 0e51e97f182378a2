using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Identity;

/// <summary>The policies of roles: their own, and AWS's managed ones. Nothing is allowed or refused by them here.</summary>
internal sealed class RolePolicyActions(Cloud cloud)
{
    private const string Managed = "arn:aws:iam::aws:policy/";

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("iam", "PutRolePolicy", Put);
        table.Add("iam", "GetRolePolicy", Get);
        table.Add("iam", "ListRolePolicies", call => [IdentityXml.List("PolicyNames", Of(call).Policies.Keys), IdentityXml.Whole]);
        table.Add("iam", "DeleteRolePolicy", Delete);
        table.Add("iam", "AttachRolePolicy", Attach);
        table.Add("iam", "ListAttachedRolePolicies", ListAttached);
        table.Add("iam", "DetachRolePolicy", Detach);
    }

    private Role Of(AwsCall call) => cloud.Read(Region.Global).Role(call.Required("RoleName"));

    private IEnumerable<XElement> Put(AwsCall call)
    {
        var (name, document) = (call.Name("PolicyName"), call.Document("PolicyDocument"));
        return Change(call, role => role with { Policies = role.Policies.SetItem(name, document) });
    }

    private IEnumerable<XElement> Get(AwsCall call)
    {
        var (role, name) = (Of(call), call.Required("PolicyName"));
        return
        [
            new XElement("RoleName", role.Name),
            new XElement("PolicyName", name),
            new XElement("PolicyDocument", IdentityXml.Document(role.Policies.GetValueOrDefault(name) ?? throw NoPolicy(name))),
        ];
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        var name = call.Required("PolicyName");
        return Change(call, role => role.Policies.ContainsKey(name) ? role with { Policies = role.Policies.Remove(name) } : throw NoPolicy(name));
    }

    private IEnumerable<XElement> Attach(AwsCall call)
    {
        var arn = call.Required("PolicyArn");
        if (!arn.StartsWith(Managed, StringComparison.Ordinal) || arn.Length == Managed.Length)
            throw Identities.NoSuchEntity($"Policy {arn} does not exist or is not attachable.");
        return Change(call, role => role with { Attached = role.Attached.Add(arn) });
    }

    private IEnumerable<XElement> ListAttached(AwsCall call) =>
    [
        IdentityXml.List("AttachedPolicies", Of(call).Attached.Select(arn => new object[]
        {
            new XElement("PolicyName", arn[(arn.LastIndexOf('/') + 1)..]),
            new XElement("PolicyArn", arn),
        })),
        IdentityXml.Whole,
    ];

    private IEnumerable<XElement> Detach(AwsCall call)
    {
        var arn = call.Required("PolicyArn");
        return Change(call, role => role.Attached.Contains(arn)
            ? role with { Attached = role.Attached.Remove(arn) }
            : throw Identities.NoSuchEntity($"Policy {arn} was not found."));
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

    private static AwsError NoPolicy(string name) => Identities.NoSuchEntity($"The role policy with name {name} cannot be found.");
}
