using Bundt.Domain.Experiments;
using Bundt.Domain.Pruning;
using Bundt.Domain.Runs;
using Bundt.Domain.Traffic;

namespace Bundt.View.Reports;

/// <summary>All that can be told of a run that is over.</summary>
public sealed record RunReport
{
    /// <summary>The application.</summary>
    public required string Application { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Where the public finds the application, or null when the run never read it.</summary>
    public Uri? Address { get; init; }

    /// <summary>The run, as the history tells of it.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>What a person was told when it failed; null when it succeeded.</summary>
    public string? Failure { get; init; }

    /// <summary>The commit, or null when the run did not come so far.</summary>
    public string? Commit { get; init; }

    /// <summary>The id of the image, or null.</summary>
    public string? Image { get; init; }

    /// <summary>The ids of the servers that carry the release, or null.</summary>
    public string? Servers { get; init; }

    /// <summary>What they were launched from, such as <c>lt-0123 version 1</c>, or null.</summary>
    public string? LaunchedFrom { get; init; }

    /// <summary>The command that walks back from one of them to the tests, and holds each link; or null.</summary>
    public string? Explain { get; init; }

    /// <summary>What the annotation of the release's tag says, or null.</summary>
    public string? Notes { get; init; }

    /// <summary>How to go back from here, or null when the run made nothing live.</summary>
    public Undo? Back { get; init; }

    /// <summary>The targets that were walked.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>What was waited for.</summary>
    public IReadOnlyList<Wait> Waits { get; init; } = [];

    /// <summary>What the probes of live traffic met with, second by second.</summary>
    public IReadOnlyList<TrafficSecond> Traffic { get; init; } = [];

    /// <summary>The server groups as the run found them, or null when it never read them.</summary>
    public GroupsThen? Before { get; init; }

    /// <summary>The server groups as the run saw them last, or null.</summary>
    public GroupsThen? After { get; init; }

    /// <summary>The experiments that were made on live servers.</summary>
    public IReadOnlyList<Experiment> Experiments { get; init; } = [];

    /// <summary>What pruning kept and removed.</summary>
    public IReadOnlyList<Kept> Kept { get; init; } = [];

    /// <summary>The calls, the most frequent first.</summary>
    public IReadOnlyList<CalledAction> Calls { get; init; } = [];

    /// <summary>The report as a page that needs nothing but itself.</summary>
    public string ToHtml() => new ReportPage(this).ToString();
}
