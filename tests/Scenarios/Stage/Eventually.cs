using System.Diagnostics;

namespace Bundt.Scenarios.Stage;

/// <summary>Waits for what is to come true.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static Task Holds(string what, Func<Task<bool>> holds, double seconds = 180) => Lacks(what, async () => await holds() ? null : "not yet", seconds);

    /// <summary>Waits until nothing is lacking; what still is at the end is told.</summary>
    public static async Task Lacks(string what, Func<Task<string?>> lacking, double seconds = 180)
    {
        var clock = Stopwatch.StartNew();
        while (await lacking() is { } still)
        {
            if (clock.Elapsed.TotalSeconds > seconds)
                throw new TimeoutException($"Waited {seconds} s for {what}: {still}.");
            await Task.Delay(Pause);
        }
    }

    public static Task Holds(string what, Func<bool> holds, double seconds = 180) => Holds(what, () => Task.FromResult(holds()), seconds);
}
