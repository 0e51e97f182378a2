using System.Text.Json;
using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.ObjectStore;
using Bundt.LocalCloud.Policies;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud;

/// <summary>What the local cloud answers about itself, under <c>/_local</c>: no part of AWS.</summary>
internal static class LocalEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapLocal(this WebApplication app)
    {
        app.MapGet("/_local/health", (Options options, Keys keys, ActionTable actions, StateStore store, Presence presence, IMachines machines) => Json(new
        {
            status = "ok",
            pid = Environment.ProcessId,
            endpoint = options.Endpoint.ToString(),
            region = options.Region,
            accessKeyId = keys.AccessKeyId,
            machines = options.RealMachines ? "process" : "none",
            limits = machines.Limits,
            actions = actions.Names.Count(),
            notKept = store.Failure,
            outage = presence.Outage,
        }));
        app.MapGet("/_local/calls", (CallLog calls, long? since) => Json(calls.Since(since ?? 0)));
        app.MapFaults();
        app.MapPolicy();
        app.MapGet("/_local/actions", (ActionTable actions, IEnumerable<IProtocol> protocols) => Json(
            actions.Names.Concat(protocols.SelectMany(protocol => protocol.Actions)).Order().Select(known => new { known.Service, known.Action })));
        app.MapPost("/_local/reset", Reset);
        app.MapPost("/_local/shutdown", (IHostApplicationLifetime lifetime) =>
        {
            lifetime.StopApplication();
            return Json(new { status = "stopping", pid = Environment.ProcessId });
        });
    }

    private static async Task<IResult> Reset(Cloud cloud, IMachines machines, Buckets buckets, StateStore store, IServiceProvider services)
    {
        services.GetRequiredService<ArmedFaults>().Disarm();
        services.GetRequiredService<Permissions>().Lift();
        cloud.Load([]);
        // A server that is killed between must not find instances without their disks. When the disk is full, this is what makes space.
        await store.Kept();
        buckets.Clear();
        await machines.EndAll(removeDisks: true);
        services.GetRequiredService<CallLog>().Clear();
        return Json(new { status = "empty" });
    }

    private static IResult Json<T>(T value) => Results.Json(value, JsonSerializerOptions.Web);
}
