using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Bundt.Conformance.Judging;
using Bundt.LocalCloud.Tests;
using Bundt.LocalCloud.Wire;

namespace Bundt.Conformance.Stage;

/// <summary>Makes each journey once, when it is first asked for, and keeps what passed between clients and cloud.</summary>
public sealed class Journeys : IAsyncLifetime
{
    private readonly RunningCloud _cloud = new();
    private readonly RealCloud _machines = new();
    private readonly SemaphoreSlim _atOnce = new(4);
    private readonly ConcurrentDictionary<string, Lazy<Task<Exception?>>> _made = [];
    private readonly ConcurrentBag<Recorder> _recorders = [];
    private readonly ConcurrentDictionary<string, TimeSpan> _times = [];
    private readonly Lazy<Task<IReadOnlyList<Judgement>>> _judged;

    public Journeys() => _judged = new(() => Botocore.Judge(Answers.ToList()));

    /// <summary>What was answered so far.</summary>
    internal IEnumerable<RecordedAnswer> Answers => _recorders.SelectMany(recorder => recorder.Answers);

    /// <summary>The table of actions and clients, once it was asked for.</summary>
    internal Coverage? Seen { get; private set; }

    /// <summary>What AWS's models say of all answers; asked for the first time when all journeys are over.</summary>
    internal Task<IReadOnlyList<Judgement>> Judged() => _judged.Value;

    /// <summary>Makes a journey, unless it was made.</summary>
    /// <returns>What went wrong, or null.</returns>
    internal Task<Exception?> Of(Journey journey) => _made.GetOrAdd(journey.Name, _ => new(() => Make(journey))).Value;

    /// <summary>Makes all that can be made here.</summary>
    internal async Task<Coverage> All()
    {
        await Task.WhenAll(Itinerary.All.Where(journey => journey.Missing is null).Select(Of));
        return Seen = new Coverage(
            (await _cloud.Http.GetFromJsonAsync<List<Coverage.Known>>(new Uri(_cloud.Endpoint, "/_local/actions")))!,
            [.. await Calls(_cloud), .. await Calls(_machines)],
            Botocore.Python is null ? [] : await Judged());
    }

    public async ValueTask InitializeAsync()
    {
        await _cloud.InitializeAsync();
        if (RealCloud.Missing is null)
            await _machines.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Seen is not null)
            Console.WriteLine(Seen);
        foreach (var (name, time) in _times.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            Console.WriteLine($"{name,-36} {time.TotalSeconds,6:0.0} s");
        foreach (var recorder in _recorders)
            await recorder.DisposeAsync();
        await _cloud.DisposeAsync();
        if (RealCloud.Missing is null)
            await _machines.DisposeAsync();
        _atOnce.Dispose();
    }

    private async Task<Exception?> Make(Journey journey)
    {
        RunningCloud cloud = journey.NeedsMachines ? _machines : _cloud;
        await _atOnce.WaitAsync();
        var clock = Stopwatch.StartNew();
        try
        {
            var recorder = await Recorder.Start(cloud.Endpoint);
            _recorders.Add(recorder);
            await journey.Make(new Access(recorder.Url, cloud.Keys, journey.Region, cloud.Endpoint));
            return null;
        }
        catch (Exception wrong)
        {
            return wrong;
        }
        finally
        {
            _times[journey.Name] = clock.Elapsed;
            _atOnce.Release();
        }
    }

    private static async Task<List<RecordedCall>> Calls(RunningCloud cloud) => cloud is RealCloud && RealCloud.Missing is not null ? []
        : (await cloud.Http.GetFromJsonAsync<List<RecordedCall>>(new Uri(cloud.Endpoint, "/_local/calls")))!;
}
