using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>The attributes of listeners.</summary>
internal sealed class ListenerAttributeActions(Cloud cloud)
{
    private const string Service = "elasticloadbalancing";

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add(Service, "DescribeListenerAttributes", Describe);
        table.Add(Service, "ModifyListenerAttributes", Modify);
    }

    private IEnumerable<XElement> Describe(AwsCall call) =>
        [AttributeWire.Show(AttributeKeys.OfListeners, cloud.Read(call.Region).Listener(call.Required("ListenerArn")).Attributes)];

    private IEnumerable<XElement> Modify(AwsCall call)
    {
        var set = AttributeWire.Read(call, AttributeKeys.OfListeners, "Listener");
        var (_, changed) = cloud.Change(call.Region, region =>
        {
            var listener = region.Listener(call.Required("ListenerArn"));
            listener = listener with { Attributes = listener.Attributes.SetItems(set) };
            return (region with { Listeners = region.Listeners.SetItem(listener.Arn, listener) }, listener);
        });
        return [AttributeWire.Show(AttributeKeys.OfListeners, changed.Attributes)];
    }
}
