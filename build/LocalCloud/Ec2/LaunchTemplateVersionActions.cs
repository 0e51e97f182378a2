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
            .Where(found => found.Version.Number >= (call.Number("MinVersion") ?? 1) && found.Version.Number <= (call.Number("MaxVersion") ?? int.MaxValue))
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
        var asked = call.List("LaunchTemplateVersion");
        var (_, (template, gone)) = cloud.Change(call.Region, region =>
        {
            var known = LaunchTemplates.Find(region, call["LaunchTemplateId"], call["LaunchTemplateName"]);
            var numbers = asked.Select(text => LaunchTemplates.Version(known, text).Number).ToList();
            if (numbers.Contains(known.Default))
                throw new AwsError("InvalidLaunchTemplateId.CannotDeleteDefaultVersion", $"Cannot delete default version: {known.Default}.");
            return (region with { LaunchTemplates = region.LaunchTemplates.With(known with { Versions = known.Versions.RemoveRange(numbers) }) }, (known, numbers));
        });
        yield return Xml.Set("successfullyDeletedLaunchTemplateVersionSet", gone.Select(number => Xml.Item(
            new XElement("launchTemplateId", template.Id), new XElement("launchTemplateName", template.Name), new XElement("versionNumber", number))));
        yield return Xml.Set("unsuccessfullyDeletedLaunchTemplateVersionSet", []);
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
