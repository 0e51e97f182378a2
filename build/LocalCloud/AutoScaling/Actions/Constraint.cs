using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Refusals of values that AWS's model does not allow, worded as AWS's own model check words them.</summary>
internal static class Constraint
{
    /// <summary>A list or a text is longer than allowed.</summary>
    public static AwsError Longer(string member, IReadOnlyList<string> values, int most) =>
        Failed($"[{string.Join(", ", values)}]", member, $"Member must have length less than or equal to {most}");

    /// <summary>A number is not in its range.</summary>
    public static AwsError Outside(string member, long value, long least, long most) => Failed(
        $"{value}", member, value < least
            ? $"Member must have value greater than or equal to {least}"
            : $"Member must have value less than or equal to {most}");

    /// <summary>A value is none of those that there are.</summary>
    public static AwsError Unknown(string member, string value, IEnumerable<string> all) =>
        Failed(value, member, $"Member must satisfy enum value set: [{string.Join(", ", all)}]");

    /// <summary>A whole number that is not below nought, or null when it was not sent.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c>.</exception>
    public static int? NotNegative(AwsCall call, string name) => call.Number(name) is { } number
        ? number >= 0 ? number : throw Outside(char.ToLowerInvariant(name[0]) + name[1..], number, 0, int.MaxValue)
        : null;

    private static AwsError Failed(string value, string member, string constraint) => Refusal.Invalid(
        $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");
}
