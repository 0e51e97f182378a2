using System.Runtime.InteropServices;
using Bundt.Cloud.Runs;

namespace Bundt.Pipeline.Several;

/// <summary>Runs of environments, some at a time. Signals are passed on to those that are under way, and the others are not begun then.</summary>
internal sealed class RunPool : IDisposable
{
    private readonly List<IChildRun> _begun = [];
    private readonly IChildRuns _children;
    private readonly Cancellation _cancellation;
    private readonly SemaphoreSlim _places;

    /// <summary>Opens it.</summary>
    /// <param name="children">Starts the runs.</param>
    /// <param name="cancellation">Hears the signals.</param>
    /// <param name="places">How many at a time.</param>
    public RunPool(IChildRuns children, Cancellation cancellation, int places)
    {
        (_children, _cancellation, _places) = (children, cancellation, new(places));
        _cancellation.Heard += PassOn;
    }

    /// <summary>Begins a run as soon as there is a place, and waits for its end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="always">Whether it is begun even after a signal.</param>
    public async Task Run(EnvironmentRun run, IReadOnlyList<string> arguments, bool always = false)
    {
        await _places.WaitAsync();
        try
        {
            if (Begin(run, arguments, always) is { } begun)
                await run.End(begun);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _cancellation.Heard -= PassOn;
        _places.Dispose();
    }

    // A signal finds a run begun, and is passed on to it; or comes first, and the run is not begun.
    private IChildRun? Begin(EnvironmentRun run, IReadOnlyList<string> arguments, bool always)
    {
        lock (_begun)
        {
            if (_cancellation.Token.IsCancellationRequested && !always)
                return null;
            var begun = run.Start(_children, arguments);
            _begun.Add(begun);
            return begun;
        }
    }

    private void PassOn(PosixSignal signal)
    {
        lock (_begun)
            _begun.ForEach(run => run.PassOn(signal));
    }
}
