using System.Collections.Immutable;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;
using Tags = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>The actions on tags.</summary>
internal sealed class TagActions(Cloud cloud)
{
    public void Register(ActionTable table)
    {
        const string service = "elasticloadbalancing";
        table.Add(service, "AddTags", call => Change(call, tags => tags.SetItems(Read(call))));
        table.Add(service, "RemoveTags", call => Change(call, tags => tags.RemoveRange(call.List("TagKeys"))));
        table.Add(service, "DescribeTags", call =>
        [
            new XElement("TagDescriptions", call.List("ResourceArns").Select(arn => new XElement("member",
                new XElement("ResourceArn", arn),
                new XElement("Tags", Of(cloud.Read(call.Region), arn).Select(tag => new XElement("member", new XElement("Key", tag.Key), new XElement("Value", tag.Value))))))),
        ]);
    }

    /// <summary>The tags that a call carries.</summary>
    public static Tags Read(AwsCall call) => call.Structures("Tags").ToImmutableSortedDictionary(tag => tag.Required("Key"), tag => tag["Value"] ?? "");

    private IEnumerable<XElement> Change(AwsCall call, Func<Tags, Tags> change)
    {
        cloud.Change(call.Region, region => call.List("ResourceArns").Aggregate(region, (now, arn) => With(now, arn, change(Of(now, arn)))));
        return [];
    }

    private static Tags Of(Region region, string arn) =>
        region.LoadBalancers.TryGetValue(arn, out var balancer) ? balancer.Tags
        : region.TargetGroups.TryGetValue(arn, out var group) ? group.Tags
        : region.Listeners.TryGetValue(arn, out var listener) ? listener.Tags
        : region.Rules.TryGetValue(arn, out var rule) ? rule.Tags
        : throw (arn.Contains(":loadbalancer/", StringComparison.Ordinal) ? Refusal.NoLoadBalancer(arn)
            : arn.Contains(":targetgroup/", StringComparison.Ordinal) ? Refusal.NoTargetGroup(arn)
            : arn.Contains(":listener/", StringComparison.Ordinal) ? Refusal.NoListener(arn)
            : Refusal.NoRule(arn));

    private static Region With(Region region, string arn, Tags tags) =>
        region.LoadBalancers.TryGetValue(arn, out var balancer) ? region with { LoadBalancers = region.LoadBalancers.SetItem(arn, balancer with { Tags = tags }) }
        : region.TargetGroups.TryGetValue(arn, out var group) ? region with { TargetGroups = region.TargetGroups.SetItem(arn, group with { Tags = tags }) }
        : region.Listeners.TryGetValue(arn, out var listener) ? region with { Listeners = region.Listeners.SetItem(arn, listener with { Tags = tags }) }
        : region with { Rules = region.Rules.SetItem(arn, region.Rules[arn] with { Tags = tags }) };
}
