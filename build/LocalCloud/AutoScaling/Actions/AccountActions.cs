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
            Answer.Value("MaxNumberOfAutoScalingGroups", 500),
            Answer.Value("MaxNumberOfLaunchConfigurations", 200),
            Answer.Value("NumberOfAutoScalingGroups", region.ScalingGroups.Count),
            Answer.Value("NumberOfLaunchConfigurations", region.LaunchConfigurations.Count)
        ];
    }
}
