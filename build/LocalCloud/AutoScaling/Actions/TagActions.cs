using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Tags groups. Instances that run already keep the tags that they were launched with.</summary>
internal sealed class TagActions(Groups groups)
{
    public IEnumerable<XElement> Put(AwsCall call)
    {
        foreach (var tags in ByGroup(call))
            groups.Change(call, tags.Key, group => GroupWire.Tagged(group, tags));
        return Answer.Nothing;
    }

    public IEnumerable<XElement> Delete(AwsCall call)
    {
        foreach (var tags in ByGroup(call))
        {
            groups.Change(call, tags.Key, group => group with
            {
                Tags = group.Tags.RemoveRange(tags
                    .Select(tag => (Key: tag.Required("Key"), Value: tag["Value"]))
                    .Where(tag => string.IsNullOrEmpty(tag.Value) || group.Tags.GetValueOrDefault(tag.Key)?.Value == tag.Value)
                    .Select(tag => tag.Key))
            });
        }

        return Answer.Nothing;
    }

    public IEnumerable<XElement> Describe(AwsCall call)
    {
        var filters = call.Structures("Filters");
        var found = groups.Region(call).ScalingGroups.Values
            .SelectMany(group => group.Tags, (group, tag) => (Group: group, Tag: tag))
            .Where(pair => filters.All(filter => filter.List("Values").Contains(Of(filter.Required("Name"), pair.Group, pair.Tag))))
            .ToList();
        var (page, next) = Paging.Cut(call, found, pair => $"{pair.Group.Name} {pair.Tag.Key}");
        return
        [
            Answer.List("Tags", page.Select(pair => GroupXml.Tag(pair.Group, pair.Tag.Key, pair.Tag.Value))),
            .. next is null ? Answer.Nothing : [next]
        ];
    }

    private static IEnumerable<IGrouping<string, AwsCall>> ByGroup(AwsCall call)
    {
        call.Demand("Tags");
        var tags = call.Structures("Tags");
        return tags.FirstOrDefault(tag => tag["ResourceType"] is not (null or "auto-scaling-group")) is { } other
            ? throw Refusal.Invalid($"The resource type {other["ResourceType"]} is not valid. The only valid resource type is auto-scaling-group.")
            : tags.GroupBy(tag => tag.Required("ResourceId"));
    }

    private static string Of(string filter, ScalingGroup group, KeyValuePair<string, GroupTag> tag) => filter switch
    {
        "auto-scaling-group" => group.Name,
        "key" => tag.Key,
        "value" => tag.Value.Value,
        "propagate-at-launch" => tag.Value.PropagateAtLaunch ? "true" : "false",
        _ => throw Refusal.Invalid(
            $"Filter type {filter} is not correct. Allowed Filter types are: auto-scaling-group key value propagate-at-launch")
    };
}
