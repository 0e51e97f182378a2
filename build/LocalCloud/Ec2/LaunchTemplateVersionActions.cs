using System.Globalization;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Listing and deleting versions of launch templates.</summary>
internal sealed class LaunchTemplateVersionActions(Cloud cloud)
{
    private static readonly Dictionary<string, Func<Found, IEnumerable<string?>>> Known = new()
    {
        ["create-time"] = found => [AwsTime.Text(found.Version.CreateTime)],
        ["ebs-optimized"] = found => [found.Version.Data.GetValueOrDefault("EbsOptimized")],
        ["iam-instance-profile"] = found => [found.Version.Data.GetValueOrDefault("IamInstanceProfile.Arn")],
        ["image-id"] = found => [found.Version.Data.GetValueOrDefault("ImageId")],
        ["instance-type"] = found => [found.Version.Data.GetValueOrDefault("InstanceType")],
        ["is-default-version"] = found => [found.Version.Number == found.Template.Default ? "true" : "false"],
        ["http-tokens"] = found => [found.Version.Data.GetValueOrDefault("MetadataOptions.HttpTokens")],
    };

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
            ? [LaunchTemplates.Of(call, region)]
            : region.LaunchTemplates.Values.OrderBy(template => template.Id, StringComparer.Ordinal);
        var wanted = call.List("LaunchTemplateVersion");
        if (!named && (wanted.Count == 0 || !wanted.All(version => version is "$Latest" or "$Default")))
        {
            throw new AwsError(
                "MissingParameter", "The request must contain the parameter LaunchTemplateId or LaunchTemplateName, or the versions $Latest or $Default");
        }

        var versions = templates
            .SelectMany(template => Wanted(template, wanted).Select(version => new Found(template, version)))
            .Where(found => found.Version.Number >= (call.Number("MinVersion") ?? 1))
            .Where(found => found.Version.Number <= (call.Number("MaxVersion") ?? int.MaxValue))
            .ToList();
        var matching = Filters.Matching(call, versions, Known);
        var (page, next) = Pages.Of(call, matching, Place, LaunchTemplates.PageSizes.Least, LaunchTemplates.PageSizes.Most);
        yield return Xml.Set(
            "launchTemplateVersionSet",
            page.Select(found => LaunchTemplateActions.ShowVersion("item", found.Template, found.Version)));
        if (next is not null)
            yield return next;
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        call.Demand("LaunchTemplateVersion");
        var asked = call.List("LaunchTemplateVersion").Select(Number).ToList();
        if (asked.Count > LaunchTemplates.PageSizes.Most)
            throw new AwsError("InvalidParameterValue", $"No more than {LaunchTemplates.PageSizes.Most} versions can be deleted in one call.");
        var (_, template) = cloud.Change(call.Region, region =>
        {
            var known = LaunchTemplates.Of(call, region);
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

    /// <summary>The newest versions of a template come first.</summary>
    private static string Place(Found found) => string.Create(
        CultureInfo.InvariantCulture, $"{found.Template.Id} {int.MaxValue - found.Version.Number:D10}");

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new AwsError("InvalidParameterValue", $"Value ({text}) for parameter launchTemplateVersion is invalid. It is not a number.");

    private sealed record Found(LaunchTemplate Template, LaunchTemplateVersion Version);
}
