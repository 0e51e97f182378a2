using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;

namespace Bundt.Packages.Tests.Aws.Peers.AutoScalingStory;

internal sealed class Processes(Walk walk, IAmazonAutoScaling client, Ground ground) : Chapter(walk, client, ground)
{
    private const string Group = "switched";

    public override async Task Tell()
    {
        await Client.CreateAutoScalingGroupAsync(Empty(Group));
        await Suspending();
        await Resuming();
        await Measuring();
    }

    public override async Task Refuse()
    {
        await IsInvalid("SuspendProcesses", "refuses a process that does not exist", () => Suspend(Group, "Sleep"));
        await IsInvalid("SuspendProcesses", NotFound, () => Suspend("nobody"));
        await IsInvalid("ResumeProcesses", NotFound, () => Resume("nobody"));
        await IsInvalid("EnableMetricsCollection", "refuses another granularity than the minute", () => Measure(Group, "1Hour"));
        await IsInvalid("EnableMetricsCollection", "refuses a metric that does not exist", () => Measure(Group, "1Minute", "GroupMood"));
        await IsInvalid("EnableMetricsCollection", NotFound, () => Measure("nobody", "1Minute"));
    }

    private async Task Suspending()
    {
        await Shows("SuspendProcesses", "suspends what it names", async () =>
        {
            await Suspend(Group, "AlarmNotification", "AZRebalance");
            (await Suspended()).ShouldBe(["AZRebalance", "AlarmNotification"], ignoreOrder: true);
        });
        await Shows("SuspendProcesses", "says that a user did it, and when", async () =>
            (await Read(Group)).SuspendedProcesses.ShouldAllBe(process => process.SuspensionReason.StartsWith("User suspended at 20")));
    }

    private async Task Resuming()
    {
        await Shows("ResumeProcesses", "resumes what it names", async () =>
        {
            await Resume(Group, "AZRebalance");
            (await Suspended()).ShouldBe(["AlarmNotification"]);
        });
        await Shows("ResumeProcesses", "resumes all where it names none", async () =>
        {
            await Suspend(Group);
            (await Suspended()).ShouldContain("Launch");
            await Resume(Group);
            (await Read(Group)).SuspendedProcesses.ShouldBeNull();
        });
    }

    private async Task Measuring()
    {
        await Shows("EnableMetricsCollection", "collects what it names, by the minute", async () =>
        {
            await Measure(Group, "1Minute", "GroupInServiceInstances", "GroupMaxSize");
            (await Read(Group)).EnabledMetrics.Select(metric => (metric.Metric, metric.Granularity))
                .ShouldBe([("GroupInServiceInstances", "1Minute"), ("GroupMaxSize", "1Minute")], ignoreOrder: true);
        });
        await Shows("EnableMetricsCollection", "collects all where it names none", async () =>
        {
            await Measure(Group, "1Minute");
            (await Read(Group)).EnabledMetrics.ShouldNotBeNull().Count.ShouldBeGreaterThanOrEqualTo(8);
        });
    }

    private async Task<IEnumerable<string>> Suspended() => (await Read(Group)).SuspendedProcesses.Select(process => process.ProcessName);

    private async Task Suspend(string group, params string[] processes) => await Client.SuspendProcessesAsync(
        new SuspendProcessesRequest { AutoScalingGroupName = group, ScalingProcesses = processes is [] ? null : [.. processes] });

    private async Task Resume(string group, params string[] processes) => await Client.ResumeProcessesAsync(
        new ResumeProcessesRequest { AutoScalingGroupName = group, ScalingProcesses = processes is [] ? null : [.. processes] });

    private async Task Measure(string group, string granularity, params string[] metrics) => await Client.EnableMetricsCollectionAsync(
        new EnableMetricsCollectionRequest { AutoScalingGroupName = group, Granularity = granularity, Metrics = metrics is [] ? null : [.. metrics] });
}
