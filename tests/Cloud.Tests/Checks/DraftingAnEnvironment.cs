using Bundt.Cloud.Checks;
using Bundt.Cloud.Environments;
using Bundt.Cloud.Tests.Servers;
using Bundt.Domain.Checks;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Tests.Checks;

/// <summary>An environment file is drafted from what is there, and Doctor is content with it.</summary>
public sealed class DraftingAnEnvironment : IAsyncLifetime
{
    private readonly ACloud _cloud = new();
    private readonly Folder _home = new();

    public ValueTask InitializeAsync() => _cloud.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        _home.Dispose();
        return _cloud.DisposeAsync();
    }

    [Fact]
    public async Task Should_Find_What_A_Release_Needs()
    {
        var (drafted, _) = await Draft();

        (drafted.Application.Name, drafted.Application.Port, drafted.Aws.Region).ShouldBe(("web", 8080, "eu-west-1"));
        drafted.Servers.SecurityGroups.ShouldBe(["web-prod"]);
        (drafted.Traffic.TargetGroups, drafted.Traffic.Preview, drafted.Traffic.LoadBalancer).ShouldBe((_cloud.Environment.Traffic.TargetGroups, _cloud.Environment.Traffic.Preview, "web-prod"));
        var stack = await new StackReader(_cloud.Aws, () => drafted).Read();
        TrafficChecks.Of(stack, drafted).Concat(NetworkChecks.Of(stack, drafted)).ShouldAllBe(finding => finding.Severity == Severity.Fine);
    }

    [Fact]
    public async Task Should_Say_What_It_Cannot_Know()
    {
        (await Draft()).Open.ShouldBe(["application.checkout: the clone that releases are cut from", "bake.source: the image that bakes start from"]);

        var ground = new Ground(_cloud.Aws, _cloud.Environment);
        await ground.Silence(_cloud.Environment.Traffic.Preview.Blue);
        await ground.Close("web-prod", 8080);

        (await Draft()).Open.Skip(2).ShouldBe(["traffic.preview: two listeners that always forward to one of them", "servers.securityGroups: a security group that lets the load balancer in"]);
    }

    [Fact]
    public async Task Should_Take_The_Clone_That_Somebody_Names()
    {
        var (drafted, open) = await Draft("../elsewhere");

        drafted.Application.Checkout.ShouldBe("../elsewhere");
        open.ShouldBe(["bake.source: the image that bakes start from"]);
    }

    [Fact]
    public async Task Should_Take_The_Instance_Profile_That_The_Servers_Have()
    {
        (await Draft()).Read.Servers.InstanceProfile.ShouldBeNull();

        await _cloud.MakeProfile("shop-server");
        await new Ground(_cloud.Aws, _cloud.Environment).Serve(_cloud.Image, "shop-server");

        (await Draft()).Read.Servers.InstanceProfile.ShouldBe("shop-server");
    }

    private async Task<(ReleaseEnvironment Read, IReadOnlyList<string> Open)> Draft(string? checkout = null)
    {
        var survey = new StackSurvey(_cloud.Aws);
        var balancer = (await survey.Balancers()).ShouldHaveSingleItem();
        var draft = new EnvironmentDraft("prod", "web", new() { Account = await survey.Account(), Region = "eu-west-1" }, "../schema.json", checkout, await survey.Of(balancer));
        _home.Write("environments/prod.yaml", draft.ToYaml());
        return (EnvironmentFiles.Read(_home.Path, "prod"), draft.Open);
    }
}
