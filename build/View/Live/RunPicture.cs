using Bundt.Domain.Runs;

namespace Bundt.View.Live;

/// <summary>How a run stands at a moment.</summary>
/// <param name="Title">What it does, as in "Release v1.5.0 of shop to prod".</param>
/// <param name="Elapsed">For how long it has run.</param>
/// <param name="Remaining">How long it may still take, after earlier runs; null where there is nothing to tell it from.</param>
/// <param name="Steps">Its targets, in their order.</param>
/// <param name="Groups">The server groups that have servers, the newest first.</param>
/// <param name="Waits">What it waits for now.</param>
/// <param name="Calls">How many calls to AWS it has made.</param>
public sealed record RunPicture(
    string Title,
    TimeSpan Elapsed,
    TimeSpan? Remaining,
    IReadOnlyList<PicturedStep> Steps,
    IReadOnlyList<PicturedGroup> Groups,
    IReadOnlyList<Wait> Waits,
    int Calls);
