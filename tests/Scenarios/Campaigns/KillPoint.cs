using System.Globalization;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios.Campaigns;

/// <summary>A write of a run at which the run is killed.</summary>
/// <param name="Number">Its place in the campaign, from 1.</param>
/// <param name="Service">The service that is called.</param>
/// <param name="Action">The action.</param>
/// <param name="Resource">The end of the object's key, for calls of S3; else null.</param>
/// <param name="Earlier">How many such calls of the run are let pass.</param>
/// <param name="Done">Whether the call's work is done before the run is killed.</param>
public sealed record KillPoint(int Number, string Service, string Action, string? Resource, int Earlier, bool Done)
{
    private const string Lease = "lease.json";

    /// <summary>The points of a run: before and after each of its writes.</summary>
    /// <param name="writes">What it wrote, undisturbed, in that order.</param>
    public static IReadOnlyList<KillPoint> Of(IEnumerable<RecordedCall> writes)
    {
        var seen = new Dictionary<(string, string, string?), int>();
        var points = new List<KillPoint>();
        foreach (var write in writes)
        {
            var resource = write.Service == "s3" ? "*" + Key(write) : null;
            if (resource == "*" + Lease && write.Action == "PutObject" && seen.ContainsKey((write.Service, write.Action, resource)))
                continue; // renewals come by the clock, not in an order
            var call = (write.Service, write.Action, resource);
            var earlier = seen.GetValueOrDefault(call);
            seen[call] = earlier + 1;
            foreach (var done in new[] { false, true })
                points.Add(new(points.Count + 1, write.Service, write.Action, resource, earlier, done));
        }

        return points;
    }

    /// <summary>The fault that kills a run of build.sh there, with all that it started.</summary>
    /// <param name="environment">The environment that it is for.</param>
    public object Fault(string environment) => Resource is null
        ? new { Kind, service = Service, action = Action, skip = Earlier, count = 1, program = Program(environment) }
        : new { Kind, service = Service, action = Action, resource = Resource, skip = Earlier, count = 1, program = Program(environment) };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Done ? "after" : "before"),-6} {Service} {Action}{(Resource is null ? "" : $" {Resource}")}{(Earlier == 0 ? "" : $" ({Earlier + 1})")}");

    private string Kind => Done ? "callerDiesAfter" : "callerDiesBefore";

    private static string Program(string environment) => $"*build.sh *--env={environment} *";

    // A run's history has its id as its name.
    private static string Key(RecordedCall write) => write.Parameters.Values.FirstOrDefault(value => value.EndsWith(Lease, StringComparison.Ordinal)) is null ? "history/*" : Lease;
}
