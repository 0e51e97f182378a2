using System.Diagnostics;

namespace Bundt.LocalCloud.Machines;

/// <summary>
/// The clock by which a machine knows for how long it has been up. It begins with its boot where the kernel has time namespaces and lets
/// this server set one; else it is the computer's. Source: time_namespaces(7).
/// </summary>
internal static class BootClock
{
    private static readonly Lazy<bool> IsPossible = new(Trial);

    /// <summary>What unshare(1) is told besides for a machine that boots now.</summary>
    public static IEnumerable<string> FromNow => IsPossible.Value ? From(File.ReadAllText("/proc/uptime").Split('.')[0]) : [];

    private static string[] From(string seconds) => ["--time", "--boottime", $"-{seconds}"];

    private static bool Trial()
    {
        using var trial = Process.Start(new ProcessStartInfo("unshare", ["--fork", .. From("1"), "true"]) { RedirectStandardError = true });
        trial!.WaitForExit();
        return trial.ExitCode == 0;
    }
}
