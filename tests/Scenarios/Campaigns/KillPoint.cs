using System.Globalization;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios.Campaigns;

/// <summary>A write of a run at which the run is killed.</summary>
/// <param name="Service">The service that is called.</param>
/// <param name="Action">The action.</param>
/// <param name="Resource">The end of the object's key, for calls of S3; else null.</param>
/// <param name="Earlier">How many such calls of the run are let pass.</param>
/// <param name="Done">Whether the call's work is done before the run is killed.</param>
internal sealed record KillPoint(string Service, string Action, string? Resource, int Earlier, bool Done)
{
    private const string Lease = "lease.json";

    /// <summary>Before and after each write of a run.</summary>
    /// <param name="calls">What it called, undisturbed, in that order.</param>
    /// <param name="environment">The environment that it is for.</param>
    public static IReadOnlyList<Trial> Trials(IEnumerable<RecordedCall> calls, string environment)
    {
        var seen = new Dictionary<(string, string, string?), int>();
        var points = new List<KillPoint>();
        foreach (var write in calls.Where(call => call.Write))
        {
            var resource = write.Service == "s3" ? "*" + Key(write) : null;
            var call = (write.Service, write.Action, resource);
            if (call == ("s3", "PutObject", "*" + Lease) && seen.ContainsKey(call))
                continue; // renewals come by the clock, not in an order
            var earlier = seen.GetValueOrDefault(call);
            seen[call] = earlier + 1;
            points.AddRange(new[] { false, true }.Select(done => new KillPoint(write.Service, write.Action, resource, earlier, done)));
        }

        return [.. points.Select((point, place) => new Trial(place + 1, point.ToString()) { Faults = [point.Fault(environment)], Ends = [Trial.Killed] })];
    }

    // The run is killed with all that it started.
    private object Fault(string environment)
    {
        var (kind, program) = (Done ? "callerDiesAfter" : "callerDiesBefore", $"*--target=*--env={environment} *");
        return new { kind, service = Service, action = Action, resource = Resource, skip = Earlier, count = 1, program };
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Done ? "after" : "before")} {Service} {Action}{(Resource is null ? "" : $" {Resource}")}{(Earlier == 0 ? "" : $" ({Earlier + 1})")}");

    // A run's history has its id as its name.
    private static string Key(RecordedCall write) => write.Parameters.Values.FirstOrDefault(value => value.EndsWith(Lease, StringComparison.Ordinal)) is null ? "history/*" : Lease;
}
