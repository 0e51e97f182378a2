using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bundt.LocalCloud.Machines;

/// <summary>The process tree of one machine, from the start of its boot until the last process is gone.</summary>
/// <param name="ended">Told when no process is left, before <see cref="Gone"/> completes.</param>
internal sealed class Machine(Action<Machine> ended)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;
    private bool _up, _unwanted, _ended;
    private volatile bool _frozen;

    /// <summary>Completes when no process of it is left.</summary>
    public Task Gone => _gone.Task;

    /// <summary>Whether it ended by itself after it had come up.</summary>
    public bool Died => _up && !_unwanted;

    /// <summary>Whether it stands still.</summary>
    public bool Frozen => _frozen;

    /// <summary>Takes over the process that was started for it.</summary>
    /// <exception cref="MachineFailure">It was ended meanwhile.</exception>
    public void Begin(Process process, ConsoleTail console)
    {
        lock (_gate)
        {
            _process = process;
            _ = Watch(process, console.Follow(process.StandardOutput.BaseStream));
            if (_unwanted)
                Kill();
        }
    }

    /// <summary>Says that it has no process and will get none.</summary>
    public void Abandon() => End();

    /// <summary>Returns when its first process says that it is ready.</summary>
    /// <exception cref="MachineFailure">It ended before; the message is what it said last.</exception>
    public async Task Ready(CancellationToken cancellation)
    {
        var said = new List<string>();
        while (await _process!.StandardError.ReadLineAsync(cancellation) is { } line)
        {
            if (line == "ready")
                return;
            said.Add(line);
        }

        await Gone.WaitAsync(cancellation);
        throw new MachineFailure(said.Count > 0 ? string.Join("; ", said) : "it ended while it booted");
    }

    /// <summary>Returns when something listens at the address and port.</summary>
    /// <exception cref="MachineFailure">It ended before.</exception>
    public async Task Listens(IPEndPoint place, CancellationToken cancellation)
    {
        while (!_ended)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(place, cancellation);
                return;
            }
            catch (SocketException)
            {
                await Task.WhenAny(Gone, Task.Delay(TimeSpan.FromMilliseconds(5), cancellation));
                cancellation.ThrowIfCancellationRequested();
            }
        }

        throw new MachineFailure($"it ended before it listened at {place}");
    }

    /// <summary>Says that it has come up.</summary>
    /// <exception cref="MachineFailure">It has ended.</exception>
    public void ComeUp()
    {
        lock (_gate)
        {
            if (_unwanted || _ended)
                throw new MachineFailure("it ended while it booted");
            _up = true;
        }
    }

    /// <summary>Asks it to end its processes in order, and ends them when that takes longer than <paramref name="patience"/>.</summary>
    public async Task Stop(TimeSpan patience, CancellationToken cancellation)
    {
        if (!Ask("stop"))
            Kill();
        try
        {
            await Gone.WaitAsync(patience, cancellation);
        }
        catch (TimeoutException)
        {
            Kill();
            await Gone.WaitAsync(cancellation);
        }
    }

    /// <summary>Ends all its processes at once; <see cref="Gone"/> tells when they are gone.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            _unwanted = true;
            Crash();
        }
    }

    /// <summary>Ends all its processes at once as if it had ended by itself.</summary>
    public void Crash()
    {
        lock (_gate)
        {
            if (_process is null || _ended)
                return;
            // The process that was started waits for the machine's first one, and only when that is killed itself has all of the tree ended
            // by the time the waiting one does.
            using var first = First(_process.Id);
            (first ?? _process).Kill();
        }
    }

    /// <summary>Notes that it is to stand still. Answers the id of its first process, or null when it has none.</summary>
    public int? Freeze() => Note(frozen: true);

    /// <summary>Notes that it is to go on. Answers the id of its first process, or null when it has none.</summary>
    public int? Thaw() => Note(frozen: false);

    private int? Note(bool frozen)
    {
        lock (_gate)
        {
            if (!_up || _ended)
                return null;
            _frozen = frozen;
            using var first = First(_process!.Id);
            return first?.Id;
        }
    }

    private static Process? First(int parent)
    {
        try
        {
            var children = File.ReadAllText($"/proc/{parent}/task/{parent}/children");
            return children.Length == 0 ? null : Process.GetProcessById(int.Parse(children.Split(' ')[0], CultureInfo.InvariantCulture));
        }
        catch (Exception ended) when (ended is IOException or ArgumentException)
        {
            return null;
        }
    }

    private bool Ask(string order)
    {
        lock (_gate)
        {
            _unwanted = true;
            if (!_up || _ended)
                return false;
            try
            {
                _process!.StandardInput.WriteLine(order);
                _process.StandardInput.Flush();
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    private async Task Watch(Process process, Task console)
    {
        await process.WaitForExitAsync();
        await console;
        End();
        process.Dispose();
    }

    private void End()
    {
        lock (_gate)
            _ended = true;
        ended(this);
        _gone.TrySetResult();
    }
}
