namespace Bundt.Domain.Environments;

/// <summary>What an environment file has to say about how live traffic moves.</summary>
internal static class MoveRules
{
    public static IEnumerable<EnvironmentRule> Of(TrafficSettings traffic, SwapSettings swap, HookSettings hooks) =>
    [
        new("traffic.canary.steps", string.Join(", ", traffic.Canary.Steps), AreShares(traffic.Canary.Steps), "percent from 1 on, growing, and 100 at last"),
        new("swap.failedPercent", swap.FailedPercent, swap.FailedPercent is >= 0 and <= 100, "0 to 100"),
        new("swap.moreFailedPercent", swap.MoreFailedPercent, swap.MoreFailedPercent is null or (>= 0 and <= 100), "0 to 100"),
        new("swap.latency", swap.Latency, swap.Latency is null || swap.Latency > TimeSpan.Zero, "longer than nothing"),
        new("swap.slower", swap.Slower, swap.Slower is null or >= 1, "a factor from 1 on, such as 1.5"),
        EnvironmentRules.Positive("swap.every", swap.Every),
        EnvironmentRules.Positive("swap.scriptTimeout", swap.ScriptTimeout),
        EnvironmentRules.Positive("swap.settle", swap.Settle),
        EnvironmentRules.Positive("hooks.timeout", hooks.Timeout),
        Paths("hooks.beforeSwap", hooks.BeforeSwap),
        Paths("hooks.afterSwap", hooks.AfterSwap),
    ];

    private static bool AreShares(IReadOnlyList<int> steps) =>
        steps.Count > 0 && steps[0] >= 1 && steps[^1] == 100 && steps.Zip(steps.Skip(1)).All(pair => pair.First < pair.Second);

    private static EnvironmentRule Paths(string key, IReadOnlyList<string> paths) =>
        new(key, string.Join(", ", paths), !paths.Any(string.IsNullOrWhiteSpace), "paths of programs");
}
