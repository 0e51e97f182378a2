using System.Globalization;

namespace Bundt.Domain.Experiments;

/// <summary>What came of an experiment; what the report and the history tell of it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Seed">The seed that it was drawn from.</param>
/// <param name="Kind">What was done, as environment files name it.</param>
/// <param name="Chosen">The choice, without what is otherwise at each time.</param>
/// <param name="Struck">What it was done to.</param>
/// <param name="Expected">What should happen.</param>
/// <param name="Begun">When it was done (UTC).</param>
/// <param name="Seconds">How long the group took to be whole, or how long it was watched.</param>
/// <param name="Probes">How many probes of the live address were sent meanwhile.</param>
/// <param name="Failed">How many of them were not answered with status 200.</param>
/// <param name="Lacking">What the group still lacked at the end; null when it was whole.</param>
public sealed record Experiment(
    int Number, int Seed, string Kind, string Chosen, string Struck, string Expected, DateTimeOffset Begun, double Seconds, int Probes, int Failed, string? Lacking)
{
    /// <summary>Whether the group was whole in time.</summary>
    public bool IsWhole => Lacking is null;

    /// <summary>That the group was not whole in time; null when it was.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="deadline">How long it had.</param>
    public Problem? Failure(string group, TimeSpan deadline) => IsWhole ? null : new(
        string.Create(CultureInfo.InvariantCulture, $"{group} was not whole within {deadline.TotalSeconds:0} s of experiment {Number}, {Kind}: {Lacking}."),
        string.Create(CultureInfo.InvariantCulture, $"Live traffic goes to it as before; {Failed} of {Probes} probes failed."),
        "--target=Status shows how it is now. Find out what keeps Auto Scaling from making it whole, before the same happens by itself.");

    /// <summary>As a line for people.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(IsWhole ? $"whole after {Seconds:0.0} s" : $"not whole after {Seconds:0.0} s: {Lacking}")}; {Failed} of {Probes} probes failed");
}
