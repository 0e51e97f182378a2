namespace Bundt.View.Live;

/// <summary>
/// Shows how a run stands below what it tells, on a terminal that a person watches. Elsewhere (a file, a pipe, a build server) it is not there,
/// and the lines are all there is.
/// </summary>
public sealed class LiveView : IDisposable
{
    private readonly (TextWriter Out, TextWriter Error) _before = (Console.Out, Console.Error);
    private readonly LiveRegion? _region;
    private PeriodicTimer? _pace;
    private Task _drawing = Task.CompletedTask;

    /// <summary>Takes the terminal over, so that all that is written to it goes above the picture.</summary>
    /// <param name="isWanted">Whether the run is one to be watched.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public LiveView(bool isWanted, Func<string, string?> variable)
    {
        if (!isWanted || Console.IsOutputRedirected || variable("TERM") is null or "" or "dumb" || variable("CI") is { Length: > 0 })
            return;
        _region = new(Console.Out, () => (Console.WindowWidth, Console.WindowHeight));
        Console.SetOut(_region);
        // The runtime writes to a terminal under the lock of Console.Out, whoever writes: with a lock of its own, two writers could wait for each other.
        _region.Gate = Console.Out;
        if (!Console.IsErrorRedirected)
            Console.SetError(_region);
    }

    /// <summary>Shows the run from now on, as it stands at each tick and whenever something is written.</summary>
    /// <param name="look">Looks how it stands.</param>
    /// <param name="pace">The ticks; they end with the view.</param>
    public void Show(Func<RunPicture> look, PeriodicTimer pace)
    {
        if (_region is null)
            return;
        _region.Show((width, height) => RunDrawing.Of(look(), width, height));
        (_pace, _drawing) = (pace, Draw(pace));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _pace?.Dispose();
        _drawing.GetAwaiter().GetResult();
        if (_region is null)
            return;
        _region.Dispose();
        Console.SetOut(_before.Out);
        Console.SetError(_before.Error);
    }

    private async Task Draw(PeriodicTimer pace)
    {
        while (await pace.WaitForNextTickAsync())
            _region!.Redraw();
    }
}
