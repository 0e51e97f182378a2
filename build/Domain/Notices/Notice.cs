using System.Globalization;
using Bundt.Domain.Runs;

namespace Bundt.Domain.Notices;

/// <summary>What others are told of a run.</summary>
/// <param name="Kind">What has happened.</param>
/// <param name="Application">The application.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Target">What the run is for, such as <c>Release</c>.</param>
/// <param name="Run">Its id.</param>
/// <param name="Owner">Whose it is: <c>user@host</c>.</param>
/// <param name="Time">When (UTC).</param>
public sealed record Notice(NoticeKind Kind, string Application, string Environment, string Target, string Run, string Owner, DateTimeOffset Time)
{
    /// <summary>The release that it is about, such as <c>v1.4.2</c>; null when it did not come so far.</summary>
    public string? Release { get; init; }

    /// <summary>The server group that it deployed or made live; null when it did not come so far.</summary>
    public string? ServerGroup { get; init; }

    /// <summary>How long it took, in seconds; null where it goes on.</summary>
    public double? Seconds { get; init; }

    /// <summary>What happened, the state things are in and what to do next, as a person is told; null where all is well.</summary>
    public string? Why { get; init; }

    /// <summary>All of it in a sentence or a few.</summary>
    public string Text
    {
        get
        {
            var (what, where) = (Release is null ? Target : $"{Target} {Release}", $"{Application} in {Environment}");
            return Kind switch
            {
                NoticeKind.Start => $"{where}: {what} begins ({Owner})",
                NoticeKind.Success => string.Create(CultureInfo.InvariantCulture, $"{where}: {what} succeeded in {Seconds:0} s ({Owner})"),
                NoticeKind.Gate => $"{where}: {what} waits for approval. {Why}",
                NoticeKind.Return => $"{where}: {what} was taken back. {Why}",
                _ => $"{where}: {what} failed. {Why}",
            };
        }
    }

    /// <summary>That a run begins to change something.</summary>
    public static Notice Started(LeaseHolder run, DateTimeOffset now) => new(NoticeKind.Start, run.App, run.Env, run.Target, run.Run, run.Owner, now);

    /// <summary>How a run ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="past">What the history tells of it.</param>
    /// <param name="failure">What it failed of, or null.</param>
    /// <param name="now">The time.</param>
    public static Notice Ended(LeaseHolder run, RunRecord past, Exception? failure, DateTimeOffset now) =>
        new(KindOf(failure), run.App, run.Env, run.Target, run.Run, run.Owner, now)
        {
            Release = past.Release,
            ServerGroup = past.To,
            Seconds = (now - past.Begun).TotalSeconds,
            Why = failure is Problem told ? string.Join(' ', told.Lines) : failure?.Message,
        };

    private static NoticeKind KindOf(Exception? failure) => failure switch
    {
        null => NoticeKind.Success,
        AwaitsApproval => NoticeKind.Gate,
        TakenBack => NoticeKind.Return,
        _ => NoticeKind.Failure,
    };
}
