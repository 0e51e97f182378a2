namespace Bundt.Domain.Environments;

/// <summary>The team's own programs around a swap: paths relative to the team's folder, run one after the other.</summary>
public sealed record HookSettings
{
    /// <summary>Run before live traffic moves; one that fails leaves everything as it is.</summary>
    public IReadOnlyList<string> BeforeSwap { get; init; } = [];

    /// <summary>Run once live traffic has moved and was watched; one that fails takes it back.</summary>
    public IReadOnlyList<string> AfterSwap { get; init; } = [];

    /// <summary>How long one of them may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}
