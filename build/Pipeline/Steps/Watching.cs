using Bundt.Cloud;
using Bundt.View;
using Bundt.View.Live;

namespace Bundt.Pipeline.Steps;

/// <summary>Has a run watched from its beginning: by its journal, and by the person at the terminal.</summary>
public sealed class Watching(Journal journal, Picture picture, ReleaseView view, LiveView live, Poll poll)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>Begins it.</summary>
    /// <param name="context">The run.</param>
    /// <param name="route">The targets that it walks, in their order.</param>
    public void Begin(ReleaseContext context, IReadOnlyList<string> route)
    {
        journal.Route = route;
        view.Said += journal.Add;
        live.Show(() => picture.Take(context.Settings), poll.Every(Pace));
    }
}
