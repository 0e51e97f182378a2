namespace Bundt.View;

/// <summary>What <c>--help</c> shows.</summary>
/// <param name="Targets">The targets in the order of a release, each with what it does.</param>
/// <param name="Options">The options as they are written, each with what it means.</param>
public sealed record Help(IReadOnlyList<(string Name, string Does)> Targets, IReadOnlyList<(string Name, string Means)> Options)
{
    private const int Width = 24;

    /// <summary>The whole text.</summary>
    public override string ToString() => string.Join(Environment.NewLine,
    [
        "Releases a web stack on AWS as immutable infrastructure.",
        "",
        "  ./build.sh [--target=TARGET] [--env=NAME] [OPTION...]",
        "",
        "Targets",
        .. Targets.Select(target => Row(target.Name, target.Does)),
        "",
        "Options",
        .. Options.Select(option => Row(option.Name, option.Means)),
    ]);

    private static string Row(string left, string right) => $"  {left.PadRight(Width)}{right}";
}
