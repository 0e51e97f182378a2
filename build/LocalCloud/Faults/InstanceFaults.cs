using System.Threading.Channels;
using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Faults;

/// <summary>
/// Faults of running instances. Each fault considers each instance once, as soon as both are due: the draws come in the order in which
/// instances come up.
/// </summary>
internal sealed partial class InstanceFaults(ArmedFaults faults, Cloud cloud, IMachines machines, TimeProvider time, ILogger<InstanceFaults> log)
    : BackgroundService
{
    private static readonly FaultKind[] Kinds = [FaultKind.InstanceDies, FaultKind.InstanceHangs];

    private readonly Channel<bool> _wake =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly HashSet<(ArmedFault Fault, string InstanceId)> _considered = [];
    private readonly HashSet<(ArmedFault Fault, string InstanceId)> _hanging = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        cloud.Changed += Wake;
        faults.Changed += Wake;
        await using var alarm = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                // What comes due while it looks has to be looked at again.
                var looked = time.GetUtcNow();
                await Look();
                var next = Times().Where(moment => moment > looked).Select(moment => (DateTimeOffset?)moment).Min();
                alarm.Change(next is { } moment ? After(moment) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                await _wake.Reader.ReadAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops, and its machines with it.
        }
        finally
        {
            cloud.Changed -= Wake;
            faults.Changed -= Wake;
        }
    }

    private async Task Look()
    {
        foreach (var over in _hanging.Where(hanging => IsOver(hanging.Fault)).ToList())
        {
            _hanging.Remove(over);
            await Try(over.InstanceId, () => machines.Thaw(over.InstanceId));
        }

        foreach (var (region, instance) in Running())
        {
            if (Strike(FaultKind.InstanceDies, region, instance) is not null)
                await Try(instance.Id, () => machines.Crash(instance.Id));
            if (Strike(FaultKind.InstanceHangs, region, instance) is not { } hangs)
                continue;
            _hanging.Add((hangs, instance.Id));
            await Try(instance.Id, () => machines.Freeze(instance.Id));
        }
    }

    private ArmedFault? Strike(FaultKind kind, string region, Instance instance) =>
        faults.Strike(kind, () => Subject.Of(region, instance), armed => _considered.Add((armed, instance.Id)));

    /// <summary>When something may be due without anything else changing.</summary>
    private IEnumerable<DateTimeOffset> Times()
    {
        var armed = Kinds.SelectMany(faults.Of).ToList();
        return armed.Select(fault => fault.Begins)
            .Concat(armed.Select(fault => fault.Ends).OfType<DateTimeOffset>())
            .Concat(armed.Where(fault => fault.Fault.Age > 0)
                .SelectMany(fault => Running().Select(running => running.Instance.LaunchTime.AddSeconds(fault.Fault.Age))));
    }

    private IEnumerable<(string Region, Instance Instance)> Running() => Kinds.Any(faults.Any)
        ? cloud.Regions.SelectMany(region => region.Instances.Values
            .Where(instance => instance.State == "running")
            .OrderBy(instance => instance.LaunchTime)
            .Select(instance => (region.Name, instance)))
        : [];

    private bool IsOver(ArmedFault fault) => time.GetUtcNow() >= fault.Ends || !faults.Of(fault.Kind).Contains(fault);

    private TimeSpan After(DateTimeOffset moment) => moment - time.GetUtcNow() is var pause && pause > TimeSpan.Zero ? pause : TimeSpan.Zero;

    private async Task Try(string instance, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (MachineFailure failure)
        {
            Failed(failure, instance);
        }
    }

    private void Wake(Region before, Region after)
    {
        if (!ReferenceEquals(before.Instances, after.Instances) && Kinds.Any(faults.Any))
            Wake();
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    [LoggerMessage(LogLevel.Warning, "the machine of {Instance} could not be made to fail")]
    private partial void Failed(Exception failure, string instance);
}
