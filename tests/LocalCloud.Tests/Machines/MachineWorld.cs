using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Tests.Machines;

/// <summary>Machines in a folder of their own, a key for them, and the real ssh.</summary>
public sealed class MachineWorld : IAsyncDisposable
{
    private static readonly Addresses Free = new();
    private readonly DirectoryInfo _folder;
    private readonly string? _made;

    public MachineWorld(string? parent = null)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "machines need root: run the tests as root to test them");
        _made = parent is not null && !Directory.Exists(parent) ? parent : null;
        var template = Path.Combine(parent ?? Path.GetTempPath(), $"machines-{Ids.New("test")}");
        _folder = Directory.CreateDirectory(template);
        Machines = new ProcessMachines(Path.Combine(template, "machines"));
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Key).ExitCode.ShouldBe(0);
    }

    public ProcessMachines Machines { get; }

    public string Folder => _folder.FullName;

    public string Key => Path.Combine(Folder, "key");

    public static IPAddress Address() => Free.Take(11, 2222, 8080);

    public MachineSpec Spec(params string[] layers) => new(
        Ids.New("i"), Address(), [.. layers], null, File.ReadAllText($"{Key}.pub"), ImmutableDictionary<string, string>.Empty.Add("COLOUR", "deep \"blue\" \\ 1"));

    public async Task<MachineSpec> Boot(params string[] layers) => await Boot(Spec(layers));

    public async Task<MachineSpec> Boot(MachineSpec spec)
    {
        await Machines.Boot(spec, TestContext.Current.CancellationToken);
        return spec;
    }

    public async Task<string> Capture(MachineSpec spec)
    {
        var layer = Ids.New("snap");
        await Machines.Capture(spec.InstanceId, layer, TestContext.Current.CancellationToken);
        return layer;
    }

    public string Ssh(MachineSpec spec, string command, string user = "root") =>
        Succeed("ssh", [.. Known("-p"), $"{user}@{spec.Address}", command]);

    public string[] Known(string port) =>
        [port, "2222", "-i", Key, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "BatchMode=yes"];

    public static string Succeed(string program, params string[] arguments)
    {
        var (code, output, error) = Run(program, arguments);
        code.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{output}{error}");
        return output.Trim();
    }

    public static (int ExitCode, string Output, string Error) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit(TimeSpan.FromSeconds(60)).ShouldBeTrue($"{program} does not end");
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>Waits until something is so; the last reason why it is not is the failure's message.</summary>
    public static async Task Eventually(Func<Task> assertion)
    {
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception) when (deadline.Elapsed < TimeSpan.FromSeconds(20))
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>What is left of machines in a folder: processes that name it, mounts that come from it.</summary>
    public static IReadOnlyList<string> Remains(string folder) =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
            .Select(process => Read(Path.Combine(process, "cmdline")).Replace('\0', ' ')).Where(line => line.Contains(folder, StringComparison.Ordinal)),
        .. Read("/proc/self/mountinfo").Split('\n').Where(mount => mount.Contains(folder, StringComparison.Ordinal)),
    ];

    public async ValueTask DisposeAsync()
    {
        await Machines.EndAll(removeDisks: true);
        Machines.Dispose();
        _folder.Delete(recursive: true);
        if (_made is not null)
            Directory.Delete(_made);
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
