using System.Collections.Immutable;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>What EC2 refuses in tags. Source: "Tag your Amazon EC2 resources", Amazon EC2 User Guide, tag restrictions.</summary>
internal static class TagRules
{
    /// <summary>What AWS's own tags begin with: nobody else makes or removes them, and they do not count.</summary>
    public const string Reserved = "aws:";

    private const int MostTags = 50;
    private const int MostOfKey = 128;
    private const int MostOfValue = 256;

    /// <summary>Refuses tag specifications of a create call that name another type than those it makes, or tags that must not be.</summary>
    /// <exception cref="AwsError"><c>InvalidParameterValue</c>, <c>TagLimitExceeded</c>, <c>InvalidTagKey.Malformed</c>.</exception>
    public static void CheckTags(this AwsCall call, params ReadOnlySpan<string> types)
    {
        foreach (var specification in call.Structures("TagSpecification"))
        {
            var type = specification["ResourceType"];
            if (type is not { Length: > 0 })
                throw Invalid("Tag specification resource type must have a value");
            if (!types.Contains(type))
                throw Invalid($"'{type}' is not a valid taggable resource type for this operation.");
            var tags = specification.Structures("Tag");
            if (tags.Count == 0)
                throw Invalid("Tag specification must have at least one tag");
            Check(tags);
        }

        foreach (var type in types)
            Limit(call.TagsFor(type));
    }

    /// <summary>The tags that a call lists, checked.</summary>
    /// <exception cref="AwsError">As <see cref="CheckTags"/>.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Check(IReadOnlyList<AwsCall> tags)
    {
        var seen = new HashSet<string>();
        if (tags.Select(tag => Refusal(tag["Key"] ?? "", tag["Value"] ?? "", seen)).FirstOrDefault(refusal => refusal is not null) is { } refusal)
            throw refusal;
        return [.. tags.Select(tag => KeyValuePair.Create(tag["Key"]!, tag["Value"] ?? ""))];
    }

    /// <summary>A resource's tags, if they are not too many.</summary>
    /// <exception cref="AwsError"><c>TagLimitExceeded</c>.</exception>
    public static ImmutableSortedDictionary<string, string> Limit(ImmutableSortedDictionary<string, string> tags) =>
        tags.Keys.Count(key => !key.StartsWith(Reserved, StringComparison.OrdinalIgnoreCase)) <= MostTags
            ? tags
            : throw new AwsError("TagLimitExceeded", "The maximum number of Tags for a resource has been reached.");

    private static AwsError? Refusal(string key, string value, HashSet<string> seen) => key.Length switch
    {
        0 => new AwsError("InvalidTagKey.Malformed", "Tag key cannot be null or empty"),
        > MostOfKey => Invalid($"Tag key exceeds the maximum length of {MostOfKey} characters"),
        _ when key.StartsWith(Reserved, StringComparison.OrdinalIgnoreCase) =>
            Invalid("Tag keys starting with 'aws:' are reserved for internal use"),
        _ when value.Length > MostOfValue => Invalid($"Tag value exceeds the maximum length of {MostOfValue} characters"),
        _ when !seen.Add(key) => Invalid($"Duplicate tag key '{key}' specified."),
        _ => null,
    };

    private static AwsError Invalid(string message) => new("InvalidParameterValue", message);
}
