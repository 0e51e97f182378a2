using System.Globalization;
using Bundt.Domain;
using Bundt.Domain.Releases;
using Bundt.Pipeline.Entry;

namespace Bundt.Pipeline.Rehearsals;

/// <summary>What a rehearsal was asked for.</summary>
public sealed record RehearsalSettings
{
    private const double DefaultFaster = 10;
    private const int DefaultLoad = 50;
    private const int MostLoad = 1000;

    /// <summary>The release to begin with, in place of what is live in production; or null.</summary>
    public ReleaseVersion? From { get; private init; }

    /// <summary>What production's sizes are multiplied with.</summary>
    public double Scale { get; private init; } = 1;

    /// <summary>What production's waits are divided by.</summary>
    public double Faster { get; private init; } = DefaultFaster;

    /// <summary>Requests a second.</summary>
    public int Load { get; private init; } = DefaultLoad;

    /// <summary>What the load asks for besides the version and what the verification asks for.</summary>
    public IReadOnlyList<string> Paths { get; private init; } = [];

    /// <summary>Whether the team's own programs around a swap are run.</summary>
    public bool RunsHooks { get; private init; }

    /// <summary>How many experiments with faults there are at the end; 0 for none.</summary>
    public int Faults { get; private init; }

    /// <summary>Reads it.</summary>
    /// <exception cref="Problem">A value is none of those expected.</exception>
    internal static RehearsalSettings Read(CommandLine line) => new()
    {
        From = line["from"] is { } from ? ReleaseVersion.TryParse(from) ?? throw Wrong("from", from, "a version such as 1.4.2 or v1.4.2") : null,
        Scale = Number(line, "scale", number => number is > 0 and <= 1, "a number above 0, 1 at the most") ?? 1,
        Faster = Number(line, "faster", number => number is >= 1 and <= 100, "a number from 1 to 100") ?? DefaultFaster,
        Load = (int?)Number(line, "load", number => number is >= 1 and <= MostLoad && double.IsInteger(number), $"a number of requests a second, from 1 to {MostLoad}") ?? DefaultLoad,
        Paths = line["paths"] is { } paths
            ? paths.Split(',') is var all && all.All(path => path.StartsWith('/')) ? all : throw Wrong("paths", paths, "paths that begin with /, separated by commas")
            : [],
        RunsHooks = line.Has("with-hooks"),
        Faults = (int?)Number(line, "faults", number => number is >= 1 && double.IsInteger(number), "a number of experiments, from 1 on") ?? 0,
    };

    private static double? Number(CommandLine line, string option, Func<double, bool> fits, string expected) => line[option] is not { } text ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && fits(number) ? number
        : throw Wrong(option, text, expected);

    private static Problem Wrong(string option, string value, string expected) => new($"--{option}={value}: expected {expected}.", "Nothing was changed.");
}
