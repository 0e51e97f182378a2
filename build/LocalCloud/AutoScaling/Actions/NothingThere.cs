using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>
/// What clients look for and never find here: warm pools, instance refreshes, notifications and Classic Load Balancers. They are answered as
/// AWS answers where there are none.
/// </summary>
internal sealed class NothingThere(Groups groups)
{
    public IEnumerable<XElement> WarmPool(AwsCall call) => None(call, "Instances", Paging.SmallPage);

    public IEnumerable<XElement> InstanceRefreshes(AwsCall call) => None(call, "InstanceRefreshes", Paging.LargePage);

    public IEnumerable<XElement> LoadBalancers(AwsCall call) => None(call, "LoadBalancers", Paging.LargePage);

    public static IEnumerable<XElement> Notifications(AwsCall call)
    {
        Paging.Size(call, Paging.SmallPage, Paging.LargePage);
        return [new XElement("NotificationConfigurations")];
    }

    public IEnumerable<XElement> AttachLoadBalancers(AwsCall call) =>
        throw Named(call, "Provided Load Balancers may not be valid. Please ensure they exist and try again.");

    public IEnumerable<XElement> DetachLoadBalancers(AwsCall call) =>
        throw Named(call, "Trying to remove Load Balancers that are not part of the group");

    public IEnumerable<XElement> CancelInstanceRefresh(AwsCall call)
    {
        var name = groups.Read(call).Name;
        throw new AwsError("ActiveInstanceRefreshNotFound", $"No in progress or pending Instance Refresh found for Auto Scaling group {name}");
    }

    private AwsError Named(AwsCall call, string message)
    {
        groups.Read(call);
        call.Demand("LoadBalancerNames");
        return Refusal.Invalid(message);
    }

    private IEnumerable<XElement> None(AwsCall call, string list, int most)
    {
        groups.Read(call);
        Paging.Size(call, most, most);
        return [new XElement(list)];
    }
}
