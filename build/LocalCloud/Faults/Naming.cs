using Bundt.LocalCloud.AutoScaling;
using Bundt.LocalCloud.AutoScaling.Actions;
using Bundt.LocalCloud.AutoScaling.Engine;
using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.LoadBalancing.Actions;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Faults;

/// <summary>What a call names, by id, ARN or name.</summary>
internal static class Naming
{
    /// <summary>
    /// How the call's service refuses a name of the call that is known now and was not known then, or null when there is none.
    /// </summary>
    public static AwsError? Missing(AwsCall call, Region now, Region then) => call.Parameters
        .Where(parameter => parameter.Value.Length > 0)
        .Select(parameter => FinderOf(parameter.Key, parameter.Value))
        .OfType<Action<Region>>()
        .Where(find => Refusal(find, now) is null)
        .Select(find => Refusal(find, then))
        .OfType<AwsError>()
        .Select(error => call.Service == "autoscaling" ? new AwsError("ValidationError", error.Message) : error)
        .FirstOrDefault();

    /// <summary>How something of that name is looked for, or null when the parameter names nothing.</summary>
    private static Action<Region>? FinderOf(string parameter, string value) => NameOf(parameter) switch
    {
        "KeyName" => region => region.KeyPair(value),
        "LaunchTemplateName" => region => LaunchTemplates.Find(region, null, value),
        "AutoScalingGroupName" or "AutoScalingGroupNames" => region => Groups.Find(region, value),
        "LaunchConfigurationName" => region => GroupLaunch.Resolve(new LaunchSource { LaunchConfigurationName = value }, region),
        _ when value.StartsWith("arn:", StringComparison.Ordinal) => OfArn(value),
        _ => OfId(value),
    };

    /// <summary>The last part of a parameter's name that is no place in a list.</summary>
    private static string? NameOf(string parameter) =>
        parameter.Split('.').LastOrDefault(part => part != "member" && part.Length > 0 && !char.IsAsciiDigit(part[0]));

    private static Action<Region>? OfId(string id) => id.Split('-')[0] switch
    {
        "i" => region => region.Instance(id),
        "ami" => region => region.Image(id),
        "snap" => region => region.Snapshot(id),
        "vol" => region => region.Volume(id),
        "sg" => region => region.SecurityGroup(id),
        "subnet" => region => region.Subnet(id),
        "vpc" => region => region.Vpc(id),
        "lt" => region => LaunchTemplates.Find(region, id, null),
        _ => null,
    };

    private static Action<Region>? OfArn(string arn) => arn.Split(':').ElementAtOrDefault(5)?.Split('/')[0] switch
    {
        "loadbalancer" => region => region.LoadBalancer(arn),
        "targetgroup" => region => region.TargetGroup(arn),
        "listener" => region => region.Listener(arn),
        "listener-rule" => region => region.Rule(arn, "named"),
        _ => null,
    };

    private static AwsError? Refusal(Action<Region> find, Region region)
    {
        try
        {
            find(region);
            return null;
        }
        catch (AwsError error)
        {
            return error;
        }
    }
}
