using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Faults;

/// <summary>Faults of launches and boots.</summary>
internal sealed class LaunchFaults(ArmedFaults faults, TimeProvider time)
{
    /// <summary>Refuses a launch for which a zone has no capacity.</summary>
    /// <exception cref="AwsError"><c>InsufficientInstanceCapacity</c>.</exception>
    public void RefuseLaunch(Region region, InstanceLaunch launch, string zone)
    {
        if (faults.Strike(FaultKind.NoCapacity, () => Subject.Of(region.Name, launch, zone)) is not { } struck)
            return;
        var others = string.Join(", ", region.Zones.Where(other => other != zone));
        throw new AwsError(
            "InsufficientInstanceCapacity",
            $"We currently do not have sufficient {launch.InstanceType} capacity in the Availability Zone you requested ({zone}). "
            + "Our system will be working on provisioning additional capacity. "
            + $"You can currently get {launch.InstanceType} capacity by not specifying an Availability Zone in your request or choosing {others}.",
            500)
        {
            Fault = struck.Id,
        };
    }

    /// <summary>Lets a boot fail, wait for ever, or wait.</summary>
    /// <exception cref="MachineFailure">It fails.</exception>
    public async Task Boot(string region, Instance instance, CancellationToken cancellation)
    {
        Subject Booting() => Subject.Of(region, instance);
        if (faults.Strike(FaultKind.BootFails, Booting) is not null)
            throw new MachineFailure("a fault was armed");
        if (faults.Strike(FaultKind.BootNever, Booting) is not null)
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation);
        if (faults.Strike(FaultKind.BootSlow, Booting) is { } slow)
            await Task.Delay(TimeSpan.FromSeconds(slow.Fault.Seconds), time, cancellation);
    }
}
