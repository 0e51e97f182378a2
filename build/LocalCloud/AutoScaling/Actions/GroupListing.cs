using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Shows groups, their instances and their activities.</summary>
internal sealed class GroupListing(Groups groups)
{
    public IEnumerable<XElement> DescribeGroups(AwsCall call)
    {
        var names = call.List("AutoScalingGroupNames").ToHashSet();
        var filters = call.Structures("Filters");
        var all = groups.Region(call).ScalingGroups;
        var found = all.Values
            .Where(group => (names.Count == 0 || names.Contains(group.Name)) && filters.All(filter => Matches(group, filter)))
            .ToList();
        var (page, next) = Paging.Cut(call, found, group => group.Name, order: all.KeyComparer);
        var withInstances = call.Flag("IncludeInstances") ?? true;
        return [Answer.List("AutoScalingGroups", page.Select(group => GroupXml.Group(group, withInstances))), .. One(next)];
    }

    public IEnumerable<XElement> DescribeInstances(AwsCall call)
    {
        var ids = call.List("InstanceIds").ToHashSet();
        var found = groups.Region(call).ScalingGroups.Values
            .SelectMany(group => group.Instances, (group, instance) => (Group: group, Instance: instance))
            .Where(pair => ids.Count == 0 || ids.Contains(pair.Instance.InstanceId))
            .ToList();
        var (page, next) = Paging.Cut(call, found, pair => pair.Instance.InstanceId, most: Paging.SmallPage);
        return [Answer.List("AutoScalingInstances", page.Select(pair => GroupXml.Details(pair.Group, pair.Instance))), .. One(next)];
    }

    public IEnumerable<XElement> DescribeActivities(AwsCall call)
    {
        var region = groups.Region(call);
        var name = call["AutoScalingGroupName"];
        var ids = call.List("ActivityIds").ToHashSet();
        var deleted = call.Flag("IncludeDeletedGroups") == true ? region.DeletedGroupActivities : [];
        if (name is { Length: > 0 } && !deleted.Exists(activity => activity.GroupName == name))
            groups.Read(call);

        var found = region.ScalingGroups.Values
            .SelectMany(group => group.Activities.Select(activity => (Activity: activity, Deleted: false)))
            .Concat(deleted.Select(activity => (Activity: activity, Deleted: true)))
            .Where(item => (string.IsNullOrEmpty(name) || item.Activity.GroupName == name)
                && (ids.Count == 0 || ids.Contains(item.Activity.Id.ToString())))
            .OrderBy(item => item.Activity.EndTime is not null)
            .ThenByDescending(item => item.Activity.StartTime)
            .ToList();
        var (page, next) = Paging.Cut(call, found, item => item.Activity.Id.ToString(), usual: Paging.LargePage);
        return [Answer.List("Activities", page.Select(item => Activity(item.Activity, item.Deleted))), .. One(next)];
    }

    /// <summary>The members of an Activity.</summary>
    public static IEnumerable<XElement?> Activity(ScalingActivity activity, bool ofDeletedGroup = false) =>
    [
        Answer.Value("ActivityId", activity.Id),
        Answer.Value("AutoScalingGroupName", activity.GroupName),
        Answer.Value("Description", activity.Description),
        Answer.Value("Cause", activity.Cause),
        Answer.Value("StartTime", activity.StartTime),
        Answer.Optional("EndTime", activity.EndTime),
        Answer.Value("StatusCode", activity.StatusCode),
        Answer.Optional("StatusMessage", activity.StatusMessage),
        Answer.Value("Progress", activity.Progress),
        Answer.Value("Details", activity.Details),
        ofDeletedGroup ? Answer.Value("AutoScalingGroupState", "Deleted") : null,
        Answer.Value("AutoScalingGroupARN", activity.GroupArn)
    ];

    /// <summary>All filters have to match; one matches when any of its values does.</summary>
    private static bool Matches(ScalingGroup group, AwsCall filter)
    {
        var (name, values) = (filter.Required("Name"), filter.List("Values"));
        return name switch
        {
            "tag-key" => values.Any(group.Tags.ContainsKey),
            "tag-value" => group.Tags.Values.Any(tag => values.Contains(tag.Value)),
            _ when name.StartsWith("tag:", StringComparison.Ordinal) =>
                group.Tags.TryGetValue(name[4..], out var tag) && values.Contains(tag.Value),
            _ => throw Refusal.Invalid(
                $"Filter type {name} is not correct. Allowed Filter types are: tag-key tag-value tag:<key>")
        };
    }

    private static IEnumerable<XElement> One(XElement? next) => next is null ? [] : [next];
}
