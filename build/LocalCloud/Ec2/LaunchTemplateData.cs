using System.Globalization;
using System.Xml.Linq;

namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// Shows launch template data as it was sent: a dotted name is a structure, a number is a list, and EC2's answers differ from its requests
/// only by a small first letter and <c>Set</c> behind the names of lists, but for licences and the groups of network interfaces.
/// </summary>
internal static class LaunchTemplateData
{
    /// <summary>The element <c>launchTemplateData</c>.</summary>
    public static XElement Show(IReadOnlyDictionary<string, string> data)
    {
        var shown = new XElement("launchTemplateData", Members(data.Select(pair => (pair.Key.Split('.').AsEnumerable(), pair.Value))));
        foreach (var groups in shown.Descendants("networkInterfaceSet").Descendants("securityGroupIdSet").ToList())
            groups.ReplaceWith(new XElement("groupSet", groups.Elements().Select(group => new XElement("groupId", group.Value))));
        return shown;
    }

    private static IEnumerable<XElement> Members(IEnumerable<(IEnumerable<string> Path, string Value)> members) => members
        .GroupBy(member => member.Path.First(), member => (Path: member.Path.Skip(1), member.Value))
        .Select(group => Member(group.Key, [.. group]));

    private static XElement Member(string name, List<(IEnumerable<string> Path, string Value)> inside)
    {
        var small = char.ToLowerInvariant(name[0]) + name[1..];
        if (!inside[0].Path.Any())
            return new XElement(small, inside[0].Value);
        if (!int.TryParse(inside[0].Path.First(), out _))
            return new XElement(small, Members(inside));

        var items = inside
            .GroupBy(
                member => int.Parse(member.Path.First(), CultureInfo.InvariantCulture),
                member => (Path: member.Path.Skip(1), member.Value))
            .OrderBy(group => group.Key)
            .Select(group => group.First().Path.Any() ? new XElement("item", Members(group)) : new XElement("item", group.First().Value));
        return new XElement(name == "LicenseSpecification" ? "licenseSet" : small + "Set", items);
    }
}
