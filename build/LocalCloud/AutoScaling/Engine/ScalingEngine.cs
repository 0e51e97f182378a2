using System.Threading.Channels;
using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.AutoScaling.Engine;

/// <summary>
/// Keeps every Auto Scaling group at what was asked for. It looks at once when the state changes and when a time comes, at one group at a
/// time, and waits for nothing: what takes time (booting, draining) is found done at a later look.
/// </summary>
public sealed partial class ScalingEngine : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterBreakage = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _wake =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly IReadOnlyList<IStep> _steps;
    private readonly Cloud _cloud;
    private readonly IInstances _instances;
    private readonly TimeProvider _time;
    private readonly ILogger<ScalingEngine> _log;

    /// <summary>An engine for all regions.</summary>
    public ScalingEngine(Cloud cloud, IInstances instances, ITargets targets, TimeProvider time, ILogger<ScalingEngine> log)
    {
        (_cloud, _instances, _time, _log) = (cloud, instances, time, log);
        _steps =
        [
            new Schedule(), new Arrivals(instances), new Registrations(targets), new HealthChecks(targets), new Replacements(),
            new ScaleIn(), new ScaleOut(instances), new Withdrawals(), new Departures(instances), new Deletion()
        ];
    }

    /// <summary>Lets every group do what is due, again and again until nothing is. Answers when to look again at the latest.</summary>
    public DateTimeOffset Settle()
    {
        var next = _time.GetUtcNow() + Longest;
        foreach (var region in _cloud.Regions)
        {
            Region before;
            do
                before = _cloud.Read(region.Name);
            while (Look(before, ref next) && !ReferenceEquals(before.ScalingGroups, _cloud.Read(region.Name).ScalingGroups));

            foreach (var group in _cloud.Read(region.Name).ScalingGroups.Values)
                next = NextLook.At(group, _time.GetUtcNow()) is { } time && time < next ? time : next;
        }

        return next;
    }

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var region in _cloud.Regions.ToList())
            AfterOutage.Settle(_cloud, region.Name, _instances, _time.GetUtcNow());
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _cloud.Changed += Wake;
        var never = Timeout.InfiniteTimeSpan;
        await using var alarm = _time.CreateTimer(_ => _wake.Writer.TryWrite(true), null, never, never);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var pause = Settle() - _time.GetUtcNow();
                alarm.Change(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, never);
                await _wake.Reader.ReadAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; the groups are found as they are at the next start.
        }
        finally
        {
            _cloud.Changed -= Wake;
        }
    }

    private void Wake(Region before, Region after) => _wake.Writer.TryWrite(true);

    /// <summary>One look at every group. False when one broke: then the others must not be looked at in a circle because of it.</summary>
    private bool Look(Region region, ref DateTimeOffset next)
    {
        var whole = true;
        foreach (var name in region.ScalingGroups.Keys)
        {
            var scope = new GroupScope(_cloud, region.Name, name, _time);
            try
            {
                foreach (var step in _steps)
                {
                    if (scope.Group is { } group)
                        step.Run(scope, group);
                }
            }
            catch (Exception broken)
            {
                Broke(broken, name);
                whole = false;
                next = _time.GetUtcNow() + AfterBreakage;
            }
        }

        return whole;
    }

    [LoggerMessage(LogLevel.Error, "Auto Scaling group {Group} could not be looked after")]
    private partial void Broke(Exception broken, string group);
}
