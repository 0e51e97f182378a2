using System.Diagnostics;
using System.Globalization;

namespace Bundt.Benchmarks;

/// <summary>How long it takes to fill a cloud, and how much memory it has then.</summary>
internal static class Filling
{
    public static async Task Run()
    {
        using var cloud = await FullCloud.Start();
        await cloud.Group("warm-up", 10);
        Tell("an empty cloud", 0, cloud.Memory);
        Tell("5,000 images with 5,000 snapshots", await Time(() => cloud.Images(5_000)), cloud.Memory);
        Tell("300 groups", await Time(async () =>
        {
            for (var number = 0; number < 300; number++)
                await cloud.Group($"group-{number:000}", 0);
        }), cloud.Memory);
        Tell("500 instances in service", await Time(() => cloud.Group("five-hundred", 500)), cloud.Memory);
        Tell("2,000 instances in service", await Time(() => cloud.Group("two-thousand", 2_000)), cloud.Memory);
    }

    private static async Task<double> Time(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalSeconds;
    }

    private static void Tell(string what, double seconds, long memory) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-36} {seconds,8:0.00} s {memory,8} MiB"));
}
