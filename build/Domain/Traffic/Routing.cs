namespace Bundt.Domain.Traffic;

/// <summary>Where live traffic goes, as read from the load balancer.</summary>
/// <param name="Rule">The ARN of the live rule: of a listener (its default action), or of a named rule.</param>
/// <param name="Address">Where the public finds it.</param>
/// <param name="Weights">The weights of the live rule's forward by target group ARN, as they are.</param>
/// <param name="Blue">The blue target group.</param>
/// <param name="Green">The green target group.</param>
/// <param name="Actions">The live rule's actions, told apart from any others by this text: it changes when they do.</param>
public sealed record Routing(
    string Rule,
    Uri Address,
    IReadOnlyDictionary<string, int> Weights,
    TargetGroup Blue,
    TargetGroup Green,
    string Actions)
{
    /// <summary>The target group that live traffic goes to.</summary>
    /// <exception cref="Problem">The live rule does not forward to exactly one of the two.</exception>
    public TargetGroup Live => Weight(Blue) > 0 && Weight(Green) == 0 && Strangers == 0 ? Blue
        : Weight(Green) > 0 && Weight(Blue) == 0 && Strangers == 0 ? Green
        : throw Unclear;

    /// <summary>Whether live traffic goes to both target groups, and nowhere else.</summary>
    public bool IsDivided => Weight(Blue) > 0 && Weight(Green) > 0 && Strangers == 0;

    /// <summary>That the live rule does not say which of the two is live.</summary>
    internal Problem Unclear => new(
        $"The live rule {Rule} forwards {Weight(Blue)} to {Blue.Name}, {Weight(Green)} to {Green.Name} and {Strangers} elsewhere; expected all of it to go to one of the two.",
        "Live traffic is untouched.",
        "Set the rule to forward to the target group that is to be live, then run again.");

    /// <summary>The target group that live traffic does not go to.</summary>
    public TargetGroup Idle => Other(Live);

    /// <summary>Every target group that live traffic goes to, also one that is neither of the two.</summary>
    public IEnumerable<TargetGroup> Carrying => Weights.Where(weight => weight.Value > 0)
        .Select(weight => weight.Key == Blue.Arn ? Blue : weight.Key == Green.Arn ? Green : new TargetGroup(weight.Key, weight.Key, Address));

    /// <summary>Whether the weights are all on one target group.</summary>
    public bool ForwardsTo(TargetGroup target) => Weights.All(weight => weight.Value == 0 || weight.Key == target.Arn) && Weight(target) > 0;

    /// <summary>How many percent of live traffic go to a target group: 0 to 100, to the nearest.</summary>
    public int Percent(TargetGroup target) => Percent(target.Arn);

    /// <summary>How many percent of live traffic go to the target group of that ARN: 0 to 100, to the nearest.</summary>
    public int Percent(string arn) =>
        Weights.Values.Sum() is > 0 and var all ? (int)Math.Round(100.0 * Weights.GetValueOrDefault(arn) / all, MidpointRounding.AwayFromZero) : 0;

    /// <summary>The other one of the two target groups.</summary>
    public TargetGroup Other(TargetGroup target) => target == Blue ? Green : Blue;

    private int Strangers => Weights.Where(weight => weight.Key != Blue.Arn && weight.Key != Green.Arn).Sum(weight => weight.Value);

    private int Weight(TargetGroup target) => Weights.GetValueOrDefault(target.Arn);
}
