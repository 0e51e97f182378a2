using System.Collections.Concurrent;
using System.Net;

namespace Bundt.LocalCloud.Machines;

/// <summary>
/// Machines as process trees over the host's own system: each in namespaces of its own, on overlays, at its own loopback address. Needs
/// root. <c>Scripts/boot.sh</c> builds one, <c>Scripts/init.sh</c> runs in it.
/// </summary>
public sealed class ProcessMachines : IMachines, IDisposable
{
    private const string Unfinished = ".unfinished";
    private static readonly TimeSpan BootPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopPatience = TimeSpan.FromMinutes(2);

    private readonly Spawner _spawner = new();
    private readonly MachineFolders _folders;
    private readonly MachineLimits _limits;
    private readonly ConcurrentDictionary<string, Machine> _machines = new();
    private readonly ConcurrentDictionary<string, ConsoleTail> _consoles = new();

    /// <summary>Keeps disks and layers in <paramref name="directory"/>.</summary>
    public ProcessMachines(string directory)
    {
        _folders = new MachineFolders(Path.GetFullPath(directory));
        _limits = MachineLimits.Here(_folders.Root);
        _limits.Sweep();
        Directory.CreateDirectory(_folders.Instances);
        Directory.CreateDirectory(_folders.Layers);
    }

    /// <inheritdoc/>
    public event Action<string>? Died;

    /// <inheritdoc/>
    public string Limits => _limits.State;

    /// <summary>Why machines cannot run here, or null when they can: builds the root of one, on a layer, and takes it away again.</summary>
    public async Task<string?> Refusal()
    {
        const string otherwise = "(--machines=none starts no processes)";
        if (!Environment.IsPrivilegedProcess)
            return $"machines need root: start the local cloud as root or with sudo {otherwise}";
        if (!File.Exists(Path.Combine(MachineCommand.Dotnet, "dotnet")))
            return $"machines need the .NET SDK that runs the local cloud, and {MachineCommand.Dotnet} holds none {otherwise}";

        const string check = "check";
        try
        {
            foreach (var part in (string[])["etc", "top", "usr", "var"])
                Directory.CreateDirectory(Path.Combine(_folders.Layer(check), part));
            Directory.CreateDirectory(_folders.Instance(check));
            await _spawner.Run(MachineCommand.Line(_folders.Root, check, IPAddress.Loopback, [check], [], "/bin/true"));
            return null;
        }
        catch (MachineFailure failure)
        {
            return $"machines cannot run with their disks in {_folders.Root}, it takes root's full rights and a disk file system such as ext4 or xfs: {failure.Message} {otherwise}";
        }
        finally
        {
            await Remove(_folders.Instance(check));
            await Remove(_folders.Layer(check));
        }
    }

    /// <inheritdoc/>
    public async Task Boot(MachineSpec spec, CancellationToken cancellation)
    {
        var machine = new Machine(gone => Ended(spec.InstanceId, gone));
        if (!_machines.TryAdd(spec.InstanceId, machine))
            throw new MachineFailure($"{spec.InstanceId} is already running");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(BootPatience);
        try
        {
            await Begin(machine, spec);
            await machine.Ready(limit.Token);
            if (spec.PublicKey is not null)
                await machine.Listens(new IPEndPoint(spec.Address, 2222), limit.Token);
            machine.ComeUp();
        }
        catch (Exception failure)
        {
            machine.Kill();
            await machine.Gone;
            cancellation.ThrowIfCancellationRequested();
            throw failure switch
            {
                MachineFailure => failure,
                OperationCanceledException => new MachineFailure($"{spec.InstanceId} was not up after {BootPatience.TotalSeconds} s"),
                _ => new MachineFailure($"{spec.InstanceId} cannot boot: {failure.Message}", failure),
            };
        }
    }

    /// <inheritdoc/>
    public Task Stop(string instanceId, CancellationToken cancellation) =>
        _machines.TryGetValue(instanceId, out var machine) ? machine.Stop(StopPatience, cancellation) : Task.CompletedTask;

    /// <inheritdoc/>
    public async Task End(string instanceId)
    {
        if (!_machines.TryGetValue(instanceId, out var machine))
            return;
        machine.Kill();
        await machine.Gone;
    }

    /// <inheritdoc/>
    public async Task Terminate(string instanceId)
    {
        await End(instanceId);
        await Remove(_folders.Instance(instanceId));
    }

    /// <inheritdoc/>
    public async Task Crash(string instanceId)
    {
        if (!_machines.TryGetValue(instanceId, out var machine))
            return;
        machine.Crash();
        await machine.Gone;
    }

    /// <inheritdoc/>
    public async Task Freeze(string instanceId)
    {
        if (_machines.TryGetValue(instanceId, out var machine) && machine.Freeze() is { } first)
            await Signal(first, "STOP");
    }

    /// <inheritdoc/>
    public async Task Thaw(string instanceId)
    {
        if (_machines.TryGetValue(instanceId, out var machine) && machine.Thaw() is { } first)
            await Signal(first, "CONT");
    }

    /// <inheritdoc/>
    public bool IsFrozen(string instanceId) => _machines.TryGetValue(instanceId, out var machine) && machine.Frozen;

    /// <inheritdoc/>
    public async Task Capture(string instanceId, string layer, CancellationToken cancellation)
    {
        var (disk, made) = (_folders.Disk(instanceId), _folders.Layer(layer));
        if (!Directory.Exists(disk))
            throw new MachineFailure($"{instanceId} has no disk");
        if (Directory.Exists(made))
            throw new MachineFailure($"there is a layer {layer} already");
        var unfinished = made + Unfinished;
        try
        {
            await Remove(unfinished);
            // As root, an archive copy keeps the overlay's marks for what was removed: device nodes and trusted attributes.
            await _spawner.Run(["cp", "--archive", "--reflink=auto", "--", disk, unfinished], cancellation);
            Directory.Move(unfinished, made);
        }
        catch (IOException failure)
        {
            throw new MachineFailure($"the disk of {instanceId} cannot be copied: {failure.Message}", failure);
        }
        finally
        {
            await Remove(unfinished);
        }
    }

    /// <inheritdoc/>
    public Task Discard(string layer) => Remove(_folders.Layer(layer));

    /// <inheritdoc/>
    public async Task Sweep(IReadOnlySet<string> instanceIds, IReadOnlySet<string> layers)
    {
        var unneeded = Directory.EnumerateDirectories(_folders.Instances).Where(folder => !instanceIds.Contains(Path.GetFileName(folder)))
            .Concat(Directory.EnumerateDirectories(_folders.Layers).Where(folder => !layers.Contains(Path.GetFileName(folder))))
            .ToList();
        foreach (var folder in unneeded)
            await Remove(folder);
    }

    /// <inheritdoc/>
    public string ConsoleOutput(string instanceId) => _consoles.GetValueOrDefault(instanceId)?.ToString() ?? "";

    /// <inheritdoc/>
    public async Task EndAll(bool removeDisks)
    {
        while (!_machines.IsEmpty)
            await Task.WhenAll(_machines.Keys.Select(End));
        if (!removeDisks)
            return;
        _consoles.Clear();
        foreach (var folder in Directory.EnumerateDirectories(_folders.Instances).Concat(Directory.EnumerateDirectories(_folders.Layers)).ToList())
            await Remove(folder);
    }

    /// <summary>Ends every machine at once.</summary>
    public void Dispose() => _spawner.Dispose();

    private async Task Begin(Machine machine, MachineSpec spec)
    {
        try
        {
            _folders.Prepare(spec);
            var console = _consoles.GetOrAdd(spec.InstanceId, _ => new ConsoleTail());
            var process = await _spawner.Start(
                MachineCommand.Line(_folders.Root, spec, _limits.Give(spec.InstanceId, spec.Memory, spec.Processors)), MachineCommand.Environment(spec));
            machine.Begin(process, console);
        }
        catch
        {
            machine.Abandon();
            throw;
        }
    }

    // From within its PID namespace, where -1 is every process but the first one, all at once: none can escape by forking. There may be
    // none but the first one.
    private Task Signal(int first, string signal) => _spawner.Run(
        ["sh", "-c", "kill -s $1 $2 && { nsenter --target $2 --pid -- bash -c \"kill -s $1 -- -1\" 2>/dev/null; :; }", "signal", signal, $"{first}"]);

    private void Ended(string id, Machine machine)
    {
        _limits.Take(id);
        _machines.TryRemove(KeyValuePair.Create(id, machine));
        if (machine.Died)
            Died?.Invoke(id);
    }

    private Task Remove(string folder) =>
        Directory.Exists(folder) ? _spawner.Run(["rm", "-rf", "--one-file-system", "--", folder]) : Task.CompletedTask;
}
