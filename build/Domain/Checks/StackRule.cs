using System.Globalization;
using Bundt.Domain.Environments;

namespace Bundt.Domain.Checks;

/// <summary>A rule of a listener.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Priority">Its priority, or <c>default</c>.</param>
/// <param name="Forwards">The weights that it forwards with, by the ARN of the target group; none where it does not forward.</param>
public sealed record StackRule(string Arn, string Priority, IReadOnlyDictionary<string, int> Forwards)
{
    /// <summary>Whether it is the listener's default rule.</summary>
    public bool IsDefault => Priority == "default";

    /// <summary>Whether it is the live rule, where its listener is the live one.</summary>
    public bool IsLive(TrafficSettings traffic) =>
        traffic.Rule is { } priority ? Priority == priority.ToString(CultureInfo.InvariantCulture) : IsDefault;
}
