using System.Globalization;
using Bundt.Domain.Traffic;

namespace Bundt.View.Reports;

/// <summary>How a release is undone, in words.</summary>
/// <param name="Receipt">What there is for it.</param>
/// <param name="Command">The command; null when there is nothing to go back to.</param>
public sealed record Undo(RollbackReceipt Receipt, string? Command)
{
    /// <summary>Why there is nothing to go back to; null when there is something.</summary>
    public string? Nothing => Receipt.Nothing is { } why ? $"nothing to go back to: {why}" : null;

    /// <summary>The way while the servers of before are there.</summary>
    public string Warm => Receipt.Warm is { IsOpen: true } way
        ? string.Create(CultureInfo.InvariantCulture, $"{About(way.Takes)}, then watched for {Receipt.Watch.TotalSeconds:0.#} s; {(way.Until is { } until ? $"until {until.UtcDateTime:HH:mm} UTC" : "for as long as it stays")}: {Listed(way.There)}")
        : Closed(Receipt.Warm);

    /// <summary>The way when they are there no longer.</summary>
    public string Cold => Receipt.Cold is { IsOpen: true } way
        ? $"{About(way.Takes)}{(Receipt.Warm.IsOpen ? " once it is not warm any more" : "")}: {Listed(way.There)}"
        : Closed(Receipt.Cold);

    /// <summary>All of it, a line each.</summary>
    public IReadOnlyList<string> Lines => Nothing is { } nothing ? [nothing] : [$"back to {Receipt.To}: {Command}", $"  warm  {Warm}", $"  cold  {Cold}"];

    private static string Closed(RollbackWay way) => $"✗ {string.Join("; ", way.Missing)}{(way.There.Count > 0 ? $" ({Listed(way.There)})" : "")}";

    private static string Listed(IEnumerable<string> parts) => string.Join(", ", parts);

    // A tenth of a second is as exact as the looks of a run are.
    private static string About(Measured? takes) => takes is null ? "nobody has measured yet how long it takes" : string.Create(
        CultureInfo.InvariantCulture, $"about {Math.Max(0.1, takes.Took.TotalSeconds):0.#} s{(takes.InThisRun ? "" : " as in earlier runs")}");
}
