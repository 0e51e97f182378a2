namespace Bundt.LocalCloud.Faults;

/// <summary>
/// Something that is to go wrong, as it was asked for: which kind, whom it strikes, when and how often. Patterns may hold <c>*</c> and
/// <c>?</c>; one that is not given matches everything.
/// </summary>
public sealed record Fault
{
    /// <summary>The name of its <see cref="FaultKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The signing name of the service that is called: <c>ec2</c>, <c>autoscaling</c>, <c>elasticloadbalancing</c>, <c>s3</c>, <c>ssm</c>, <c>sts</c>.</summary>
    public string? Service { get; init; }

    /// <summary>The action that is called.</summary>
    public string? Action { get; init; }

    /// <summary>The User-Agent of callers that are spared: those that only look on. Null spares nobody.</summary>
    public string? Spares { get; init; }

    /// <summary>The region.</summary>
    public string? Region { get; init; }

    /// <summary>The id, ARN or name of a resource: of one that a call names, or of what is struck itself.</summary>
    public string? Resource { get; init; }

    /// <summary>A tag, as <c>KEY=VALUE</c>, or <c>KEY</c> for any value.</summary>
    public string? Tag { get; init; }

    /// <summary>The image of an instance.</summary>
    public string? Image { get; init; }

    /// <summary>The type of an instance.</summary>
    public string? Type { get; init; }

    /// <summary>The availability zone of an instance.</summary>
    public string? Zone { get; init; }

    /// <summary>
    /// Whoever calls is killed with all that it started. Given, so is the farthest of its ancestors whose command line is like this: a
    /// program goes down with the one that it works for.
    /// </summary>
    public string? Program { get; init; }

    /// <summary>How many times it could strike and does not, before the first time that it does.</summary>
    public int Skip { get; init; }

    /// <summary>How many times it strikes; 0 is without end; null is what is usual for its kind.</summary>
    public int? Count { get; init; }

    /// <summary>How likely it strikes each time that it could, above 0 and up to 1.</summary>
    public double Chance { get; init; } = 1;

    /// <summary>What the draws of <see cref="Chance"/> come from: the same calls meet the same faults again. Null: made up and told.</summary>
    public int? Seed { get; init; }

    /// <summary>Seconds until it begins, from when it was armed.</summary>
    public double After { get; init; }

    /// <summary>Seconds for which it lasts from then on; null is until it is disarmed.</summary>
    public double? For { get; init; }

    /// <summary>Seconds since the launch of an instance before which it is spared.</summary>
    public double Age { get; init; }

    /// <summary>The seconds that its kind is about: how slow, how late, how stale.</summary>
    public double Seconds { get; init; }

    /// <summary>The HTTP status of the answers that it gives; null is what is usual for its kind.</summary>
    public int? Status { get; init; }
}
