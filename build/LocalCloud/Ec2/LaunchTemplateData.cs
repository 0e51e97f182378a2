using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// Shows launch template data as it was sent: a dotted name is a structure, a number is a list, and EC2's answers differ from its requests
/// only by a small first letter and <c>Set</c> behind the names of lists, but for licences and the groups of network interfaces.
/// </summary>
internal static partial class LaunchTemplateData
{
    private const int MostParts = 8;

    /// <summary>Refuses what can never be launched, so far as CreateLaunchTemplate looks at it.</summary>
    /// <exception cref="AwsError"><c>InvalidUserData.Malformed</c>, <c>InvalidParameterValue</c>, <c>UnknownParameter</c>.</exception>
    public static void Check(AwsCall data)
    {
        data.CheckTags("instance", "volume", "network-interface", "spot-instances-request", "elastic-gpu", "elastic-inference");
        UserData.Check(data["UserData"]);
        _ = new MetadataOptions().With(data.Structure("MetadataOptions"));
        var kinds = new Dictionary<string, Kind>();
        if (data.Parameters.Keys.FirstOrDefault(key => !Fits(key, kinds)) is { } wrong)
            throw new AwsError("UnknownParameter", $"The parameter LaunchTemplateData.{wrong} is not recognized");
    }

    private enum Kind
    {
        Value,
        List,
        Structure,
    }

    /// <summary>Whether a name is one that a client makes: not too deep, and no part of it something else in another name.</summary>
    private static bool Fits(string key, Dictionary<string, Kind> kinds)
    {
        var parts = key.Split('.');
        if (parts.Length > MostParts || !Array.TrueForAll(parts, part => Part().IsMatch(part)) || IsNumber(parts[0]))
            return false;
        for (var length = 1; length <= parts.Length; length++)
        {
            var kind = length == parts.Length ? Kind.Value : IsNumber(parts[length]) ? Kind.List : Kind.Structure;
            var path = string.Join('.', parts[..length]);
            if (!kinds.TryAdd(path, kind) && kinds[path] != kind)
                return false;
        }

        return true;
    }

    private static bool IsNumber(string part) => char.IsAsciiDigit(part[0]);

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9]{0,63}|[0-9]{1,9})$")]
    private static partial Regex Part();

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
