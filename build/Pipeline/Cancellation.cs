using System.Runtime.InteropServices;
using Bundt.Domain;

namespace Bundt.Pipeline;

/// <summary>Ends the run at its next safe point on Ctrl-C, SIGTERM, a closed terminal or a lost lease; a second signal ends it at once.</summary>
public sealed class Cancellation : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private string _why = "";

    /// <summary>Listens to the signals.</summary>
    public Cancellation()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            _signals.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = Hear(context.Signal)));
    }

    /// <summary>Is told each signal, the second one too; for those who pass it on.</summary>
    public event Action<PosixSignal>? Heard;

    /// <summary>Is cancelled at the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>What a person is told of a run that was stopped.</summary>
    /// <param name="what">What was stopped, as in "The bake".</param>
    /// <param name="state">The state things are in now.</param>
    /// <param name="next">What to do next.</param>
    public Problem Problem(string what, string state, string next) => new($"{what} was stopped{_why}", state, next);

    /// <summary>Ends the run without a signal.</summary>
    /// <param name="why">Why, as a sentence for a person.</param>
    public void Stop(string why)
    {
        if (_source.IsCancellationRequested)
            return;
        _why = $". {why}";
        Console.Error.WriteLine($"Stopping at the next safe point. {why}");
        _source.Cancel();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _source.Dispose();
    }

    /// <summary>Hears a signal.</summary>
    /// <returns>Whether the run goes on, to its next safe point; else it ends at once.</returns>
    internal bool Hear(PosixSignal signal)
    {
        var isFirst = !_source.IsCancellationRequested;
        if (isFirst)
        {
            _why = $" ({signal}).";
            Console.Error.WriteLine($"Stopping at the next safe point ({signal}); once more ends it at once.");
            _source.Cancel();
        }
        else
        {
            Console.Error.WriteLine(
                $"Ended at once ({signal}). A program that was being ended, such as Packer, goes on cleaning up by itself; --target=Status shows what is live.");
        }

        Heard?.Invoke(signal);
        return isFirst;
    }
}
