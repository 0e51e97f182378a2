using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bundt.Benchmarks;

/// <summary>
/// What a release costs beside what it has to wait for: the time from Deploy's first call to the end of Swap, as a ratio to the time in which
/// the servers boot and become healthy, the window and the watch; and the calls. On a local cloud without machines, whose servers take as
/// long to boot as those of AWS, one after the other.
/// </summary>
internal static partial class Overhead
{
    private const double Target = 1.15;

    // The first server is up so soon, the last one so much later (seconds).
    private const double Boot = 15;
    private const double Spread = 10;

    public static async Task Run(IReadOnlyList<int> sizes)
    {
        var home = new OverheadHome(sizes);
        // Images are made by real machines; afterwards the same cloud goes on without.
        await home.Bundts("Bake", OverheadHome.Name(sizes[0]), "--release=v1.0.0");
        await home.Commit("feat: something to release");
        await home.Bundts("Bake", OverheadHome.Name(sizes[0]), "--release=v1.1.0");
        await home.Bundts("LocalDown", OverheadHome.Name(sizes[0]));
        home.WithoutMachines();
        await home.Bundts("LocalUp", OverheadHome.Name(sizes[0]));
        try
        {
            using var cloud = new CloudCaller(home.Endpoint);
            await using var crowd = new Crowd(cloud);
            foreach (var size in sizes)
                await home.Bundts("Release", OverheadHome.Name(size), "--release=v1.0.0");
            var costs = new List<Cost>();
            foreach (var size in sizes)
                costs.Add(await Measure(home, cloud, size));
            Tell(costs);
        }
        finally
        {
            await home.Bundts("LocalDown", OverheadHome.Name(sizes[0]));
        }
    }

    private static async Task<Cost> Measure(OverheadHome home, CloudCaller cloud, int size)
    {
        var name = OverheadHome.Name(size);
        for (var server = 0; server < size; server++)
            (await cloud.Http.PostAsJsonAsync("/_local/faults", new { kind = "bootSlow", seconds = Boot + (Spread * server / size), count = 1 })).EnsureSuccessStatusCode();
        var said = await home.Bundts("Release", name, "--release=v1.1.0");
        var took = Durations().Matches(said).Aggregate(TimeSpan.Zero, (sum, task) => sum + TimeSpan.Parse(task.Groups["time"].ValueSpan, CultureInfo.InvariantCulture));
        var calls = await cloud.Http.GetFromJsonAsync<JsonElement>("/_local/calls");
        var launched = calls.EnumerateArray().Last(call => call.GetProperty("action").GetString() == "CreateAutoScalingGroup").GetProperty("time").GetDateTimeOffset();
        var healthy = home.Log.Where(line => line.Contains($"in {name}-", StringComparison.Ordinal) && line.EndsWith("is healthy (was initial)", StringComparison.Ordinal)).Last();
        var made = TimeSpan.Parse(healthy.Split(' ')[0], CultureInfo.InvariantCulture) - launched.ToLocalTime().TimeOfDay;
        await using var file = File.OpenRead(home.Artifact(name, "calls.json"));
        return new(size, made < TimeSpan.Zero ? made + TimeSpan.FromDays(1) : made, took, (await JsonSerializer.DeserializeAsync<List<Counted>>(file, JsonSerializerOptions.Web))!);
    }

    private static void Tell(IReadOnlyList<Cost> costs)
    {
        Console.WriteLine($"{"servers",8} {"boot+health",12} {"window",8} {"watch",8} {"Deploy..Swap",13} {"ratio",7} {"target",7} {"calls",7} {"writes",7}");
        foreach (var cost in costs)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{cost.Servers,8} {cost.Made.TotalSeconds,10:0.0} s {OverheadHome.Window.TotalSeconds,6:0} s {OverheadHome.Watch.TotalSeconds,6:0} s {cost.Took.TotalSeconds,11:0.0} s {cost.Ratio,7:0.000} {"≤ " + Target,7} {cost.Calls.Sum(call => call.Count),7} {cost.Calls.Where(call => call.IsWrite).Sum(call => call.Count),7}"));
        }

        Console.WriteLine();
        Console.WriteLine($"{"calls",-44}{string.Concat(costs.Select(cost => $"{cost.Servers,6}"))}");
        foreach (var action in costs.SelectMany(cost => cost.Calls).Select(call => (call.Service, call.Action)).Distinct().Order())
            Console.WriteLine($"{action.Service + " " + action.Action,-44}{string.Concat(costs.Select(cost => $"{cost.Calls.Where(call => (call.Service, call.Action) == action).Sum(call => call.Count),6}"))}");
    }

    // Cake's table of durations.
    [GeneratedRegex(@"^(Deploy|Verify|Swap) +(?<time>[0-9:.]+) +Succeeded\s*$", RegexOptions.Multiline)]
    private static partial Regex Durations();

    private sealed record Counted(string Service, string Action, bool IsWrite, int Count);

    /// <param name="Servers">How many servers.</param>
    /// <param name="Made">How long AWS took from the group's creation until all of them were healthy.</param>
    /// <param name="Took">How long Deploy, Verify and Swap took.</param>
    /// <param name="Calls">What was called.</param>
    private sealed record Cost(int Servers, TimeSpan Made, TimeSpan Took, IReadOnlyList<Counted> Calls)
    {
        public double Ratio => Took / (Made + OverheadHome.Window + OverheadHome.Watch);
    }
}
