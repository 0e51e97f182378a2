using System.Globalization;

namespace Bundt.Pipeline;

/// <summary>Tells whether the run of which a bake remains is over.</summary>
internal static class BakeRun
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    // What nobody knows to be Bundt's may be of a Packer that somebody else runs, with other habits.
    private static readonly TimeSpan LongestOfOthers = TimeSpan.FromDays(1);

    /// <summary>A run of this computer is over when its process is; one of another computer when it is older than any bake takes.</summary>
    /// <param name="run">The run's id, as <see cref="RunSettings.Run"/> makes it; null where nothing says which run it was.</param>
    /// <param name="began">When its instance was launched.</param>
    public static bool IsOver(string? run, DateTimeOffset began)
    {
        if (run is null)
            return DateTimeOffset.UtcNow - began > LongestOfOthers;
        var parts = run.Split('-', 4);
        if (parts.Length == 4 && string.Equals(parts[3], Environment.MachineName, StringComparison.OrdinalIgnoreCase) && int.TryParse(parts[2], CultureInfo.InvariantCulture, out var process))
            return process != Environment.ProcessId && !IsAlive(process);
        return DateTimeOffset.UtcNow - began > Longest;
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
