using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Identity;

/// <summary>What IAM's answers are made of. Policy documents are percent-encoded in them, as RFC 3986 says.</summary>
internal static class IdentityXml
{
    /// <summary>The answer of actions that have nothing to tell.</summary>
    public static IEnumerable<XElement> Nothing => [];

    /// <summary>A list.</summary>
    public static XElement List(string name, IEnumerable<object?> members) => new(name, members.Select(member => new XElement("member", member)));

    /// <summary>The end of a list: it is never cut.</summary>
    public static XElement Whole => new("IsTruncated", false);

    /// <summary>A role.</summary>
    public static object?[] Of(Role role) =>
    [
        new XElement("Path", role.Path),
        new XElement("RoleName", role.Name),
        new XElement("RoleId", role.Id),
        new XElement("Arn", Identities.Arn(role)),
        new XElement("CreateDate", AwsTime.Text(role.Created)),
        new XElement("AssumeRolePolicyDocument", Document(role.Trust)),
        role.Description is null ? null : new XElement("Description", role.Description),
        new XElement("MaxSessionDuration", role.SessionSeconds),
        Tags(role.Tags),
    ];

    /// <summary>An instance profile with its role.</summary>
    public static object?[] Of(Region global, InstanceProfile profile) =>
    [
        new XElement("Path", profile.Path),
        new XElement("InstanceProfileName", profile.Name),
        new XElement("InstanceProfileId", Identities.ProfileId(Identities.Arn(profile))),
        new XElement("Arn", Identities.Arn(profile)),
        new XElement("CreateDate", AwsTime.Text(profile.Created)),
        List("Roles", profile.Role is null ? [] : [Of(global.Role(profile.Role))]),
        Tags(profile.Tags),
    ];

    /// <summary>A policy document as it stands in an answer.</summary>
    public static string Document(string json) => Uri.EscapeDataString(json);

    private static XElement Tags(IEnumerable<KeyValuePair<string, string>> tags) =>
        List("Tags", tags.Select(tag => new object[] { new XElement("Key", tag.Key), new XElement("Value", tag.Value) }));
}
