using Bundt.LocalCloud.Machines;

namespace Bundt.LocalCloud.Tests.Failing;

public sealed class FaultsOfInstances(RunningCloud cloud) : FaultStory(cloud)
{
    [Fact]
    public async Task Should_Kill_One_Instance_Of_Those_It_Is_Meant_For()
    {
        var (first, second) = (await Launch(), await Launch());
        var fault = await Arm(new { kind = "instanceDies", resource = second.InstanceId });

        (await Until(second.InstanceId, "stopped")).StateReason.Code.ShouldBe("Client.InstanceInitiatedShutdown");
        (await Read(first.InstanceId)).State.Name.Value.ShouldBe("running");
        (await Reports()).Single(one => one.Id == fault.Id).Struck.ShouldBe(1);
    }

    [Fact]
    public async Task Should_Let_An_Instance_Hang_Until_It_Is_Disarmed()
    {
        var instance = await Launch();
        var machines = Cloud.Service<IMachines>();
        var fault = await Arm(new { kind = "instanceHangs", resource = instance.InstanceId });
        await Until(() => Task.FromResult(machines.IsFrozen(instance.InstanceId)), frozen => frozen);

        await Disarm(fault);

        await Until(() => Task.FromResult(machines.IsFrozen(instance.InstanceId)), frozen => !frozen);
        (await Read(instance.InstanceId)).State.Name.Value.ShouldBe("running");
    }

    [Fact]
    public async Task Should_Wait_Until_An_Instance_Has_The_Age()
    {
        await Arm(new { kind = "instanceDies", type = "t3.large", age = 0.3 });

        var instance = await Launch(request => request.InstanceType = "t3.large");

        await Until(instance.InstanceId, "stopped");
    }

    [Fact]
    public async Task Should_Not_Boot_An_Instance_That_Is_To_Fail()
    {
        await Arm(new { kind = "bootFails", type = "t3.medium" });
        var run = await Ec2.RunInstancesAsync(new(await SourceImage(), 1, 1) { InstanceType = "t3.medium" }, Cancellation);

        (await Until(run.Reservation.Instances[0].InstanceId, "terminated")).StateReason.Message.ShouldContain("a fault was armed");
    }

    [Fact]
    public async Task Should_Boot_Late_Or_Never()
    {
        await Arm(new { kind = "bootSlow", type = "t3.small", seconds = 0.5 });
        await Arm(new { kind = "bootNever", type = "t3.nano" });
        var slow = (await Ec2.RunInstancesAsync(new(await SourceImage(), 1, 1) { InstanceType = "t3.small" }, Cancellation)).Reservation.Instances[0];
        var never = (await Ec2.RunInstancesAsync(new(await SourceImage(), 1, 1) { InstanceType = "t3.nano" }, Cancellation)).Reservation.Instances[0];

        (await Read(slow.InstanceId)).State.Name.Value.ShouldBe("pending");
        await Until(slow.InstanceId, "running");
        (await Read(never.InstanceId)).State.Name.Value.ShouldBe("pending");
        await Ec2.TerminateInstancesAsync(new([never.InstanceId]), Cancellation);
        await Until(never.InstanceId, "terminated");
    }
}
