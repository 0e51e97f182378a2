using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Tags of resources of every kind.</summary>
internal sealed class TagActions(Cloud cloud)
{
    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "CreateTags", Create);
        table.Add("ec2", "DeleteTags", Delete);
        table.Add("ec2", "DescribeTags", Describe);
    }

    private IEnumerable<XElement> Create(AwsCall call)
    {
        var tags = call.Structures("Tag").Select(tag => KeyValuePair.Create(tag.Required("Key"), tag["Value"] ?? "")).ToList();
        if (tags.Find(tag => tag.Key.StartsWith("aws:", StringComparison.Ordinal)) is { Key: not null } reserved)
            throw new AwsError("InvalidParameterValue", $"Tag keys starting with 'aws:' are reserved for internal use: {reserved.Key}");
        cloud.Change(call.Region, region => call.List("ResourceId")
            .Aggregate(region, (state, id) => state.Retag(id, known => known.SetItems(tags))));
        return Xml.Done;
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        // Without tags, all go; a tag with a value goes only if it has that value.
        var tags = call.Structures("Tag");
        bool Goes(string key, string value) =>
            tags.Count == 0 || tags.Any(tag => tag.Required("Key") == key && (tag["Value"] is not { } only || only == value));

        cloud.Change(call.Region, region => call.List("ResourceId").Aggregate(region, (state, id) => state.Retag(
            id, known => known.RemoveRange(known.Where(tag => Goes(tag.Key, tag.Value)).Select(tag => tag.Key)))));
        return Xml.Done;
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var filters = call.Structures("Filter");
        var found = cloud.Read(call.Region).Tagged()
            .SelectMany(tagged => tagged.Resource.Tags.Select(tag => (tagged.Type, tagged.Resource.Id, tag.Key, tag.Value)))
            .Where(tag => filters.All(filter => Matches(tag, filter)))
            .OrderBy(tag => (tag.Id, tag.Key))
            .ToList();
        var from = call.Number("NextToken") ?? 0;
        var until = from + (call.Number("MaxResults") ?? found.Count);
        yield return Xml.Set("tagSet", found.Take(from..until).Select(tag => Xml.Item(
            new XElement("resourceId", tag.Id),
            new XElement("resourceType", tag.Type),
            new XElement("key", tag.Key),
            new XElement("value", tag.Value))));
        if (until < found.Count)
            yield return new XElement("nextToken", until);
    }

    private static bool Matches((string Type, string Id, string Key, string Value) tag, AwsCall filter)
    {
        var name = filter.Required("Name");
        var value = name switch
        {
            "resource-id" => tag.Id,
            "resource-type" => tag.Type,
            "key" => tag.Key,
            "value" => tag.Value,
            _ when name == $"tag:{tag.Key}" => tag.Value,
            _ when name.StartsWith("tag:", StringComparison.Ordinal) => null,
            _ => throw new AwsError("InvalidParameterValue", $"The filter '{name}' is invalid"),
        };
        return Wildcards.Match(filter.List("Value"), value);
    }
}
