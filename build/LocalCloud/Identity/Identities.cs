using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Identity;

/// <summary>Names, ids and refusals of IAM. Source: the errors of each action, IAM API Reference.</summary>
internal static partial class Identities
{
    private const string Unique = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The role of that name.</summary>
    /// <exception cref="AwsError"><c>NoSuchEntity</c>.</exception>
    public static Role Role(this Region global, string name) => global.Roles.GetValueOrDefault(name)
        ?? throw NoSuchEntity($"The role with name {name} cannot be found.");

    /// <summary>The instance profile of that name.</summary>
    /// <exception cref="AwsError"><c>NoSuchEntity</c>.</exception>
    public static InstanceProfile Profile(this Region global, string name) => global.InstanceProfiles.GetValueOrDefault(name)
        ?? throw NoSuchEntity($"Instance Profile {name} cannot be found.");

    /// <summary>Refuses what is launched with an instance profile, by name or ARN, that is not there.</summary>
    /// <exception cref="AwsError"><c>InvalidParameterValue</c>.</exception>
    public static void CheckProfile(Region global, string? profile)
    {
        if (profile is not { Length: > 0 })
            return;
        var byArn = profile.StartsWith("arn:", StringComparison.Ordinal);
        if (byArn ? global.InstanceProfiles.Values.Any(known => Arn(known) == profile) : global.InstanceProfiles.ContainsKey(profile))
            return;
        throw new AwsError(
            "InvalidParameterValue",
            $"Value ({profile}) for parameter iamInstanceProfile.{(byArn ? "arn" : "name")} is invalid. Invalid IAM Instance Profile {(byArn ? "ARN" : "name")}");
    }

    /// <summary>The ARN of a role.</summary>
    public static string Arn(Role role) => $"arn:aws:iam::{Region.Account}:role{role.Path}{role.Name}";

    /// <summary>The ARN of an instance profile.</summary>
    public static string Arn(InstanceProfile profile) => $"arn:aws:iam::{Region.Account}:instance-profile{profile.Path}{profile.Name}";

    /// <summary>The id of the instance profile with this ARN, wherever it is shown.</summary>
    public static string ProfileId(string arn) => "AIPA" + Letters(SHA256.HashData(Encoding.UTF8.GetBytes(arn)));

    /// <summary>The id of a new role.</summary>
    public static string NewRoleId() => "AROA" + Letters(RandomNumberGenerator.GetBytes(17));

    /// <summary>A name that the call gives to something: up to 128 letters, digits and <c>+=,.@_-</c>, or as many as are said.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static string Name(this AwsCall call, string parameter, int most = 128)
    {
        var name = call.Required(parameter);
        return name.Length <= most && Possible().IsMatch(name)
            ? name
            : throw new AwsError("ValidationError", $"The specified value for {parameter} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-, and at most {most}");
    }

    /// <summary>The path that the call gives, <c>/</c> without one.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static string Path(this AwsCall call) => call["Path"] is not { Length: > 0 } path ? "/"
        : path[0] == '/' && path[^1] == '/' && path.Length <= 512 ? path
        : throw new AwsError("ValidationError", "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.");

    /// <summary>A policy document: a JSON object with statements.</summary>
    /// <exception cref="AwsError"><c>MalformedPolicyDocument</c>.</exception>
    public static string Document(this AwsCall call, string parameter)
    {
        var text = call.Required(parameter);
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("Statement", out _))
                return text;
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new AwsError("MalformedPolicyDocument", "Syntax errors in policy.");
    }

    /// <summary>The tags that a call lists.</summary>
    /// <exception cref="AwsError"><c>InvalidInput</c>.</exception>
    public static ImmutableSortedDictionary<string, string> Tags(this AwsCall call) => call.Structures("Tags").Aggregate(
        ImmutableSortedDictionary<string, string>.Empty,
        (tags, tag) => tags.ContainsKey(tag.Required("Key"))
            ? throw new AwsError("InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")
            : tags.Add(tag.Required("Key"), tag["Value"] ?? ""));

    /// <summary>What is asked for is not there.</summary>
    public static AwsError NoSuchEntity(string message) => new("NoSuchEntity", message, 404);

    /// <summary>What is to be made is there already.</summary>
    public static AwsError Exists(string message) => new("EntityAlreadyExists", message, 409);

    /// <summary>What is to be removed is still in use.</summary>
    public static AwsError Conflict(string message) => new("DeleteConflict", message, 409);

    private static string Letters(byte[] bytes) => string.Concat(bytes.Take(17).Select(one => Unique[one % Unique.Length]));

    [GeneratedRegex(@"^[\w+=,.@-]+$")]
    private static partial Regex Possible();
}
