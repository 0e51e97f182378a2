using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;
using Tags = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>Tags of load balancers, target groups, listeners and rules.</summary>
internal sealed class TagActions(Cloud cloud)
{
    private const string Service = "elasticloadbalancing";

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add(Service, "AddTags", Add);
        table.Add(Service, "RemoveTags", Remove);
        table.Add(Service, "DescribeTags", Describe);
    }

    private IEnumerable<XElement> Add(AwsCall call)
    {
        call.Demand("ResourceArns", "Tags");
        var tags = Answer.Tags(call);
        return Change(call, known => Answer.Few(known.SetItems(tags)));
    }

    private IEnumerable<XElement> Remove(AwsCall call)
    {
        call.Demand("ResourceArns", "TagKeys");
        return Change(call, known => known.RemoveRange(call.List("TagKeys")));
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        call.Demand("ResourceArns");
        Answer.AtMost(20, "resources", call.List("ResourceArns").Count);
        var region = cloud.Read(call.Region);
        yield return Answer.Members("TagDescriptions", call.List("ResourceArns").Select(arn => Answer.Member(
            new XElement("ResourceArn", arn),
            Answer.Members("Tags", Of(region, arn).Select(tag =>
                Answer.Member(new XElement("Key", tag.Key), new XElement("Value", tag.Value)))))));
    }

    private IEnumerable<XElement> Change(AwsCall call, Func<Tags, Tags> change)
    {
        cloud.Change(call.Region, region =>
            call.List("ResourceArns").Aggregate(region, (state, arn) => Retagged(state, arn, change(Of(state, arn)))));
        return Answer.Nothing;
    }

    private static Tags Of(Region region, string arn) => Kind(arn) switch
    {
        "loadbalancer" => region.LoadBalancer(arn).Tags,
        "targetgroup" => region.TargetGroup(arn).Tags,
        "listener" => region.Listener(arn).Tags,
        "listener-rule" => region.Rule(arn, "tagged").Tags,
        _ => throw new AwsError("ValidationError", $"'{arn}' is not a valid ARN"),
    };

    private static Region Retagged(Region region, string arn, Tags tags) => Kind(arn) switch
    {
        "loadbalancer" => region with { LoadBalancers = region.LoadBalancers.SetItem(arn, region.LoadBalancers[arn] with { Tags = tags }) },
        "targetgroup" => region with { TargetGroups = region.TargetGroups.SetItem(arn, region.TargetGroups[arn] with { Tags = tags }) },
        "listener" => region with { Listeners = region.Listeners.SetItem(arn, region.Listeners[arn] with { Tags = tags }) },
        _ => region with { Rules = region.Rules.SetItem(arn, region.Rules[arn] with { Tags = tags }) },
    };

    private static string Kind(string arn) => arn.Split(':') is [_, _, _, _, _, var resource, ..] ? resource.Split('/')[0] : "";
}
