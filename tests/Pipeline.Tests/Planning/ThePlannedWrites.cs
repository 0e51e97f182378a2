using Bundt.Cloud;
using Bundt.Cloud.Access;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Pipeline.Planning;

namespace Bundt.Pipeline.Tests.Planning;

/// <summary>What DryRun has instead of a gateway to AWS, where every call would fail.</summary>
public sealed class ThePlannedWrites : AtWork
{
    [Fact]
    public async Task Rule_05_Should_Be_Noted_And_Not_Made()
    {
        using var guard = new WriteGuard(TimeProvider.System);
        using var aws = new AwsClients(() => throw new InvalidOperationException("AWS was called"), guard, new CallCount(), "run");
        var (real, notes) = (new ServerGroups(aws, () => Context.Environment, new Poll(TimeProvider.System)), new PlanNotes());
        var planned = new PlannedEnvironment(real, new LoadBalancer(aws, () => Context.Environment), notes);
        var (servers, group) = (new PlannedServers(planned, notes, real, TimeProvider.System), Some.Group("1.4.2", day: 2, on: Some.Blue));
        planned.Put(group);

        await servers.Hold(group.Name);
        await servers.Resize(group.Name, 1, 4, 2);
        await servers.Tag(group.Name, Names.WarmUntil, "2026-03-02T16:42:00Z");
        await servers.Attach(group.Name, Some.Green);
        await servers.Delete(group);
        await servers.Forget(group with { LaunchTemplate = "lt-1" });

        string[] begun = [.. notes.Changes.SelectMany(change => change.Calls)];
        begun.ShouldBe(["SuspendProcesses", "UpdateAutoScalingGroup", "CreateOrUpdateTags", "AttachLoadBalancerTargetGroups", "DeleteAutoScalingGroup", "DeleteLaunchTemplate"]);
    }
}
