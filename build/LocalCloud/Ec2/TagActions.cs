using System.Collections.Immutable;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Tags of resources of every kind.</summary>
internal sealed class TagActions(Cloud cloud)
{
    private static readonly Dictionary<string, Func<TagDescription, IEnumerable<string?>>> Known = new()
    {
        ["resource-id"] = tag => [tag.Id],
        ["resource-type"] = tag => [tag.Type],
        ["key"] = tag => [tag.Key],
        ["value"] = tag => [tag.Value],
    };

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "CreateTags", Create);
        table.Add("ec2", "DeleteTags", Delete);
        table.Add("ec2", "DescribeTags", Describe);
    }

    private IEnumerable<XElement> Create(AwsCall call)
    {
        call.Demand("ResourceId", "Tag");
        var tags = TagRules.Check(call.Structures("Tag"));
        cloud.Change(call.Region, region => call.List("ResourceId")
            .Aggregate(region, (state, id) => state.Retag(id, known => TagRules.Limit(known.SetItems(tags)))));
        return Xml.Done;
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        // Without tags, all go but AWS's own; a tag with a value goes only if it has that value.
        call.Demand("ResourceId");
        var tags = call.Structures("Tag");
        if (tags.Any(tag => tag.Required("Key").StartsWith(TagRules.Reserved, StringComparison.OrdinalIgnoreCase)))
            throw new AwsError("InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use");
        bool Goes(string key, string value) => tags.Count == 0
            ? !key.StartsWith(TagRules.Reserved, StringComparison.OrdinalIgnoreCase)
            : tags.Any(tag => tag["Key"] == key && (tag["Value"] is not { } only || only == value));

        cloud.Change(call.Region, region => call.List("ResourceId").Aggregate(region, (state, id) => state.Retag(
            id, known => known.RemoveRange(known.Where(tag => Goes(tag.Key, tag.Value)).Select(tag => tag.Key)))));
        return Xml.Done;
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var all = cloud.Read(call.Region).Tagged().SelectMany(tagged => tagged.Resource.Tags.Select(
            tag => new TagDescription(tagged.Type, tagged.Resource.Id, tag.Key, tag.Value)));
        var found = Filters.Matching(call, all, Known, tag => ImmutableDictionary<string, string>.Empty.Add(tag.Key, tag.Value));
        var (page, next) = Pages.Of(call, found, tag => $"{tag.Id} {tag.Key}");
        yield return Xml.Set("tagSet", page.Select(tag => Xml.Item(
            new XElement("resourceId", tag.Id),
            new XElement("resourceType", tag.Type),
            new XElement("key", tag.Key),
            new XElement("value", tag.Value))));
        if (next is not null)
            yield return next;
    }

    private sealed record TagDescription(string Type, string Id, string Key, string Value);
}
