using Bundt.Domain.Pruning;

namespace Bundt.Domain.Plans;

/// <summary>What a release would do, and what it rests on: the same facts make the same plan.</summary>
public sealed record ReleasePlan
{
    /// <summary>The application.</summary>
    public required string Application { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The release, such as <c>v1.4.2</c>.</summary>
    public required string Release { get; init; }

    /// <summary>Its commit.</summary>
    public required string Commit { get; init; }

    /// <summary>Everything that was observed.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>Everything that would be done, in order.</summary>
    public required IReadOnlyList<Change> Changes { get; init; }

    /// <summary>Where live traffic goes before and after.</summary>
    public required Move Traffic { get; init; }

    /// <summary>How many servers carry it before and after.</summary>
    public required Move Capacity { get; init; }

    /// <summary>What a rollback goes to afterwards, and until when by one modification; null when there is nothing to go back to.</summary>
    public string? Rollback { get; init; }

    /// <summary>What pruning keeps and removes.</summary>
    public required IReadOnlyList<Kept> Kept { get; init; }

    /// <summary>What was otherwise when this plan was made than it is in another: a line for each fact that changed, came or went.</summary>
    /// <param name="now">A plan of the same release, made now.</param>
    public IReadOnlyList<string> Drift(ReleasePlan now)
    {
        var (then, today) = (ByName(this), ByName(now));
        return
        [
            .. then.Where(fact => today.GetValueOrDefault(fact.Key) != fact.Value).Select(fact =>
                today.TryGetValue(fact.Key, out var other) ? $"{fact.Key} was {fact.Value}, and is {other}" : $"{fact.Key} was {fact.Value}, and is gone"),
            .. today.Where(fact => !then.ContainsKey(fact.Key)).Select(fact => $"{fact.Key} is {fact.Value}, and was not there"),
        ];
    }

    private static Dictionary<string, string> ByName(ReleasePlan plan) => plan.Facts.ToDictionary(fact => fact.Name, fact => fact.Value);
}
