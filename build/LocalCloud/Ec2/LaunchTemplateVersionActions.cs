using System.Globalization;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Listing and deleting versions of launch templates.</summary>
internal sealed class LaunchTemplateVersionActions(Cloud cloud)
{
    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "DescribeLaunchTemplateVersions", Describe);
        table.Add("ec2", "DeleteLaunchTemplateVersions", Delete);
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var named = call["LaunchTemplateId"] is { Length: > 0 } || call["LaunchTemplateName"] is { Length: > 0 };
        IEnumerable<LaunchTemplate> templates = named
            ? [LaunchTemplates.Find(region, call["LaunchTemplateId"], call["LaunchTemplateName"])]
            : region.LaunchTemplates.Values.OrderBy(template => template.Id, StringComparer.Ordinal);
        var wanted = call.List("LaunchTemplateVersion");
        var versions = templates
            .SelectMany(template => Wanted(template, wanted).Select(version => (Template: template, Version: version)))
            .Where(found => found.Version.Number >= (call.Number("MinVersion") ?? 1))
            .Where(found => found.Version.Number <= (call.Number("MaxVersion") ?? int.MaxValue))
            .Where(found => call.Structures("Filter").All(filter => Matches(found.Template, found.Version, filter)))
            .ToList();

        var from = call["NextToken"] is { Length: > 0 } token ? int.Parse(token, CultureInfo.InvariantCulture) : 0;
        var until = from + (call.Number("MaxResults") ?? 200);
        yield return Xml.Set(
            "launchTemplateVersionSet",
            versions.Take(from..until).Select(found => LaunchTemplateActions.ShowVersion("item", found.Template, found.Version)));
        if (until < versions.Count)
            yield return new XElement("nextToken", until);
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        var asked = call.List("LaunchTemplateVersion").Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
        var (_, template) = cloud.Change(call.Region, region =>
        {
            var known = LaunchTemplates.Find(region, call["LaunchTemplateId"], call["LaunchTemplateName"]);
            var less = known with { Versions = known.Versions.RemoveRange(asked.Where(number => number != known.Default)) };
            return (region with { LaunchTemplates = region.LaunchTemplates.With(less) }, known);
        });
        var gone = asked.ToLookup(number => Hindrance(template, number) is null);
        yield return Xml.Set(
            "successfullyDeletedLaunchTemplateVersionSet", gone[true].Select(number => Xml.Item(Identity(template, number))));
        yield return Xml.Set("unsuccessfullyDeletedLaunchTemplateVersionSet", gone[false].Select(number => Xml.Item(
            [.. Identity(template, number), Hindrance(template, number)])));
    }

    private static object[] Identity(LaunchTemplate template, int number) =>
    [
        new XElement("launchTemplateId", template.Id),
        new XElement("launchTemplateName", template.Name),
        new XElement("versionNumber", number),
    ];

    /// <summary>Why a version cannot be deleted, or null.</summary>
    private static XElement? Hindrance(LaunchTemplate template, int number)
    {
        static XElement Error(string code, string message) =>
            new("responseError", new XElement("code", code), new XElement("message", message));

        return number == template.Default ? Error("unexpectedError", "The default version cannot be deleted.")
            : template.Versions.ContainsKey(number) ? null
            : Error("launchTemplateVersionDoesNotExist", $"Version {number} does not exist.");
    }

    private static IEnumerable<LaunchTemplateVersion> Wanted(LaunchTemplate template, IReadOnlyList<string> wanted) => wanted.Count == 0
        ? template.Versions.Values.Reverse()
        : wanted.Select(version => LaunchTemplates.Version(template, version)).DistinctBy(version => version.Number);

    private static bool Matches(LaunchTemplate template, LaunchTemplateVersion version, AwsCall filter) => filter.Required("Name") switch
    {
        "image-id" => filter.List("Value").Contains(version.Data.GetValueOrDefault("ImageId")),
        "instance-type" => filter.List("Value").Contains(version.Data.GetValueOrDefault("InstanceType")),
        "is-default-version" => filter.List("Value").Contains(version.Number == template.Default ? "true" : "false"),
        var other => throw new AwsError("InvalidParameterValue", $"The filter '{other}' is invalid"),
    };
}
