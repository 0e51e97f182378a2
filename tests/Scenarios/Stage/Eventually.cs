using System.Diagnostics;

namespace Bundt.Scenarios.Stage;

/// <summary>Waits for what is to come true.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task Holds(string what, Func<Task<bool>> holds, double seconds = 60)
    {
        var clock = Stopwatch.StartNew();
        while (!await holds())
        {
            if (clock.Elapsed.TotalSeconds > seconds)
                throw new TimeoutException($"Waited {seconds} s for {what}.");
            await Task.Delay(Pause);
        }
    }

    public static Task Holds(string what, Func<bool> holds, double seconds = 60) => Holds(what, () => Task.FromResult(holds()), seconds);
}
