using System.Net.Http.Json;
using System.Text.Json;
using Bundt.Cloud.Experiments;
using Bundt.Cloud.Tests.Runs;
using Bundt.Cloud.Tests.Servers;
using Bundt.Domain;
using Bundt.Domain.Experiments;
using Bundt.LocalCloud.Tests;

namespace Bundt.Cloud.Tests.Experiments;

public sealed class TheStrikes(ACloud cloud) : IClassFixture<ACloud>
{
    [Fact]
    public async Task Should_Have_A_Terminated_Server_Replaced() => (await Replaced("web-prod-terminated-1", (strikes, server) => strikes.Terminate(server))).ShouldBe("TerminateInstanceInAutoScalingGroup");

    [Fact]
    public async Task Should_Have_An_Unhealthy_Server_Replaced_Within_Its_Grace_Period_Too() => (await Replaced("web-prod-marked-1", (strikes, server) => strikes.MarkUnhealthy(server))).ShouldBe("SetInstanceHealth");

    [Fact]
    public async Task Should_Take_A_Server_Out_Of_Its_Target_Group_And_Put_It_Back()
    {
        var (strikes, servers) = await Servers("web-prod-out-1");
        var idle = (await cloud.Traffic.Read()).Idle;
        await Until(async () => (await cloud.Traffic.Health(idle)).Any(target => target.ServerId == servers[0]));

        await strikes.Deregister(idle, servers[0]);
        (await cloud.Traffic.Health(idle)).Where(target => target.ServerId == servers[0] && !target.IsDraining).ShouldBeEmpty();
        await strikes.Register(idle, servers[0]);
        (await cloud.Traffic.Health(idle)).Where(target => target.ServerId == servers[0] && !target.IsDraining).ShouldHaveSingleItem();
        (await cloud.Groups.Find("web-prod-out-1"))!.Servers.Select(server => server.Id).ShouldBe(servers, ignoreOrder: true);
    }

    [Fact]
    public async Task Rule_01_Should_Arm_No_Fault_Without_The_Lease()
    {
        await using var local = new RunningCloud();
        await local.InitializeAsync();
        await using var run = new ARun(local, await ARun.Environment(local, "faulty"), new(DateTimeOffset.UtcNow), "run-1");
        using var faults = new LocalFaults(() => new("eu-west-1", local.Endpoint, null, null), run.Guard);

        (await Should.ThrowAsync<Problem>(() => faults.Arm(new("instanceDies")))).What.ShouldBe("The fault instanceDies was not sent: this run does not hold the lease of the environment.");
        (await Armed(local)).ShouldBeEmpty();

        await run.Lease.Take();
        var id = await faults.Arm(new("throttling") { Action = "Describe*", Resource = "web-prod-v1-4-2-1", Chance = 0.5, Seed = 7, Count = 0 });
        (await Armed(local)).ShouldHaveSingleItem().GetProperty("fault").GetProperty("seed").GetInt32().ShouldBe(7);
        await run.Lease.Release();
        await faults.Disarm(id);
        (await Armed(local)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<JsonElement>> Armed(RunningCloud local) =>
        (await local.Http.GetFromJsonAsync<List<JsonElement>>(new Uri(local.Endpoint, "/_local/faults"), TestContext.Current.CancellationToken))!;

    private async Task<string> Replaced(string group, Func<Strikes, string, Task> strike)
    {
        var (strikes, servers) = await Servers(group);
        var calls = await cloud.Calls(() => strike(strikes, servers[0]));
        await Until(async () => (await cloud.Groups.Find(group))!.Servers is var now && now.Count(server => server.InService) == 2 && now.All(server => server.Id != servers[0]));
        return calls.ShouldHaveSingleItem().Action;
    }

    private async Task<(Strikes Strikes, IReadOnlyList<string> Servers)> Servers(string group)
    {
        await cloud.Groups.Create(await cloud.Order(group));
        await Until(async () => (await cloud.Groups.Find(group))!.Servers.Count(server => server.InService) == 2);
        return (new(cloud.Aws, null!), [.. (await cloud.Groups.Find(group))!.Servers.Select(server => server.Id)]);
    }

    private static Task Until(Func<Task<bool>> holds) => new Poll(TimeProvider.System).Until("it to be so", async _ => await holds() ? null : "not yet", TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
}
