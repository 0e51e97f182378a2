using System.Collections.Concurrent;
using System.Diagnostics;

namespace Bundt.LocalCloud.Machines;

/// <summary>
/// Starts processes that end with this one, even when this one is killed. The kernel ties such a process to the thread that started it
/// (prctl(2), PR_SET_PDEATHSIG), so one thread that lives as long as the server starts them all.
/// </summary>
public sealed class Spawner : IDisposable
{
    private readonly BlockingCollection<Action> _orders = [];

    /// <summary>Begins the thread.</summary>
    public Spawner() => new Thread(Work) { IsBackground = true, Name = "spawner" }.Start();

    /// <summary>Starts a program with redirected standard streams.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">All the variables it gets, or null for this process's own.</param>
    /// <exception cref="MachineFailure">It cannot be started.</exception>
    public async Task<Process> Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "--", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        if (environment is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment)
                start.Environment[name] = value;
        }

        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _orders.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception refused)
            {
                started.SetException(new MachineFailure($"cannot start {command[0]}: {refused.Message}", refused));
            }
        });
        return await started.Task;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="MachineFailure">It failed; the message is what it wrote to standard error.</exception>
    public async Task Run(IReadOnlyList<string> command, CancellationToken cancellation = default)
    {
        using var process = await Start(command);
        await using var killing = cancellation.Register(process.Kill);
        var complaint = await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
            throw new MachineFailure(complaint.Length > 0 ? complaint.Trim() : $"{command[0]} ended with status {process.ExitCode}");
    }

    /// <summary>Ends the thread, and with it every process that it started.</summary>
    public void Dispose() => _orders.CompleteAdding();

    private void Work()
    {
        foreach (var order in _orders.GetConsumingEnumerable())
            order();
    }
}
