using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>How much of what the account may have.</summary>
internal sealed class AccountActions(Groups groups)
{
    public IEnumerable<XElement> DescribeLimits(AwsCall call)
    {
        var region = groups.Region(call);
        return
        [
            Answer.Value("MaxNumberOfAutoScalingGroups", Quota.Groups.Most),
            Answer.Value("MaxNumberOfLaunchConfigurations", Quota.LaunchConfigurations.Most),
            Answer.Value("NumberOfAutoScalingGroups", region.ScalingGroups.Count),
            Answer.Value("NumberOfLaunchConfigurations", region.LaunchConfigurations.Count)
        ];
    }
}
