using System.Globalization;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Finds launch templates and what they launch.</summary>
public static class LaunchTemplates
{
    /// <summary>What a version of a launch template launches.</summary>
    /// <param name="region">The region.</param>
    /// <param name="id">The template's id, or null when it is named.</param>
    /// <param name="name">The template's name, or null when its id is given.</param>
    /// <param name="version">A number, <c>$Latest</c> or <c>$Default</c>; null is <c>$Default</c>.</param>
    /// <returns>The template's id and name, the version's number, and the launch.</returns>
    /// <exception cref="AwsError">There is no such template, or no such version of it.</exception>
    public static (string Id, string Name, string Version, InstanceLaunch Launch) Resolve(
        Region region, string? id, string? name, string? version)
    {
        var template = Find(region, id, name);
        var found = Version(template, version);
        var call = new AwsCall("ec2", "RunInstances", region.Name, found.Data);
        return (template.Id, template.Name, found.Number.ToString(CultureInfo.InvariantCulture), LaunchRequest.Read(call, region));
    }

    /// <summary>The sizes that pages of templates and versions may have.</summary>
    internal static (int Least, int Most) PageSizes => (1, 200);

    /// <summary>The template that a call names, by its id or by its name.</summary>
    /// <exception cref="AwsError"><c>InvalidParameterCombination</c> when by both; or there is none.</exception>
    internal static LaunchTemplate Of(AwsCall call, Region region)
    {
        var (id, name) = (call["LaunchTemplateId"], call["LaunchTemplateName"]);
        return id is { Length: > 0 } && name is { Length: > 0 }
            ? throw new AwsError("InvalidParameterCombination", "Specify either the launch template ID or its name, but not both.")
            : Find(region, id, name);
    }

    /// <summary>The template of that id or name.</summary>
    /// <exception cref="AwsError">There is none.</exception>
    internal static LaunchTemplate Find(Region region, string? id, string? name)
    {
        if (id is { Length: > 0 })
        {
            return region.LaunchTemplates.GetValueOrDefault(id) ?? throw (Lookup.WellFormed(id, "lt")
                ? new AwsError("InvalidLaunchTemplateId.NotFound", $"The specified launch template, with template ID {id}, does not exist.")
                : new AwsError("InvalidLaunchTemplateId.Malformed", $"Invalid id: \"{id}\" (expecting \"lt-...\")"));
        }

        if (name is not { Length: > 0 })
            throw new AwsError("MissingParameter", "The request must contain the parameter LaunchTemplateId or LaunchTemplateName");
        return region.LaunchTemplates.Values.FirstOrDefault(template => template.Name == name) ?? throw new AwsError(
            "InvalidLaunchTemplateName.NotFoundException", $"The specified launch template, with template name {name}, does not exist.");
    }

    /// <summary>The version of that number or alias.</summary>
    /// <exception cref="AwsError"><c>InvalidLaunchTemplateId.VersionNotFound</c>.</exception>
    internal static LaunchTemplateVersion Version(LaunchTemplate template, string? version)
    {
        var number = version switch
        {
            null or "" or "$Default" => template.Default,
            "$Latest" => template.Versions.Keys.Max(),
            _ => int.TryParse(version, CultureInfo.InvariantCulture, out var parsed) ? parsed
                : throw new AwsError("InvalidLaunchTemplateVersion.Malformed", $"'{version}' is not a number, $Latest or $Default."),
        };
        return template.Versions.GetValueOrDefault(number) ?? throw new AwsError(
            "InvalidLaunchTemplateId.VersionNotFound",
            $"Could not find the specified version {version} for the launch template with ID {template.Id}.");
    }
}
