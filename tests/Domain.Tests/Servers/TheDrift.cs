using Bundt.Domain.Environments;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Tests.Servers;

public sealed class TheDrift
{
    private static readonly ScheduledAction Morning = new() { Name = "morning", Recurrence = "0 8 * * *", Min = 3 };
    private static readonly ServerSettings File = new() { Subnets = ["a"], SecurityGroups = ["web"], Min = 2, Max = 4, Scaling = [new TargetTracking { Name = "cpu", Target = 50 }] };
    private static readonly ServerGroup Live = Some.Group("1.4.2", tags: (Names.Config, File.Digest()));
    private static readonly Fittings Has = Fittings.Of(File);

    [Fact]
    public void Should_Be_None_Where_All_Is_As_The_File_Says() => Drift.Of(Live, Has, [], File).ShouldBeEmpty();

    [Fact]
    public void Should_Tell_That_The_Next_Release_Replaces_The_Servers()
    {
        var other = File with { InstanceType = "t3.large" };

        Drift.Of(Live, Has, [], other).ShouldHaveSingleItem().ShouldStartWith("the environment file has changed since its servers were launched");
    }

    [Fact]
    public void Should_Tell_What_Somebody_Has_Changed_By_Hand()
    {
        var changed = Live with { Max = 9 };

        Drift.Of(changed, new([new TargetTracking { Name = "cpu", Target = 80 }], [], new Dictionary<string, string>()), [Morning], File).ShouldBe(
        [
            "sizes: the environment file says 2 to 4, AWS has 2 to 9",
            "scaling policy cpu: the environment file says TargetTracking { Name = cpu, Metric = ASGAverageCPUUtilization, Target = 50 }, AWS has TargetTracking { Name = cpu, Metric = ASGAverageCPUUtilization, Target = 80 }",
            "scheduled action morning: the environment file says nothing, AWS has 'morning at '0 8 * * *' Etc/UTC: min 3, max , desired '",
        ]);
    }

    [Fact]
    public void Should_Not_Mind_Sizes_That_Are_Held_Or_Scheduled()
    {
        Drift.Of(Live with { Min = 4, Suspended = ["AlarmNotification"] }, Has, [], File).ShouldBeEmpty();
        var scheduled = File with { Schedule = [Morning] };
        Drift.Of(Live with { Min = 3, Tags = Some.Group("1.4.2", tags: (Names.Config, scheduled.Digest())).Tags }, Has, [Morning], scheduled).ShouldBeEmpty();
    }
}
