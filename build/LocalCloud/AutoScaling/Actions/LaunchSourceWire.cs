using Bundt.LocalCloud.AutoScaling.Engine;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Reads and checks what a group is to launch from.</summary>
internal static class LaunchSourceWire
{
    /// <summary>What AWS says when a call names no source, or more than one.</summary>
    public const string OneSource =
        "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.";

    private const string Mixed = "MixedInstancesPolicy";
    private const string MixedTemplate = "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification";

    /// <summary>The source, or null when the call names none.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>: there is no such source, or more than one was named.</exception>
    public static LaunchSource? Read(AwsCall call, Region region)
    {
        var named = new[] { "LaunchConfigurationName", "LaunchTemplate", Mixed }.Where(call.Has).ToList();
        if (named.Count == 0)
            return null;
        if (named.Count > 1)
            throw Refusal.Invalid(OneSource);

        var source = named[0] switch
        {
            "LaunchConfigurationName" => new LaunchSource { LaunchConfigurationName = call["LaunchConfigurationName"] },
            Mixed => Template(call.Structure(MixedTemplate)) with { Mixed = WireTree.Take(call, Mixed) },
            _ => Template(call.Structure("LaunchTemplate"))
        };
        return Checked(source, region);
    }

    private static LaunchSource Template(AwsCall specification)
    {
        var (id, name) = (specification["LaunchTemplateId"], specification["LaunchTemplateName"]);
        if (string.IsNullOrEmpty(id) == string.IsNullOrEmpty(name))
            throw Refusal.Invalid("Valid requests must contain either launchTemplateId or LaunchTemplateName");
        return new LaunchSource { LaunchTemplateId = id, LaunchTemplateName = name, Version = specification["Version"] ?? "$Default" };
    }

    /// <summary>The source with the template's id and name both; AWS tries a launch (DryRun) before it takes a template.</summary>
    private static LaunchSource Checked(LaunchSource source, Region region)
    {
        if (source.LaunchConfigurationName is not null)
        {
            GroupLaunch.Resolve(source, region);
            return source;
        }

        try
        {
            var (launch, resolved) = GroupLaunch.Resolve(source, region);
            return region.Images.ContainsKey(launch.ImageId)
                ? MixedInstances.Filled(source with
                {
                    LaunchTemplateId = resolved.LaunchTemplateId,
                    LaunchTemplateName = resolved.LaunchTemplateName
                })
                : throw new AwsError("InvalidAMIID.NotFound", $"The image id '[{launch.ImageId}]' does not exist");
        }
        catch (AwsError refused)
        {
            throw Refusal.Invalid($"You must use a valid fully-formed launch template. {refused.Message}");
        }
    }
}
