using Bundt.Cloud;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

/// <summary>Live traffic on its way from 1.4.2 to 1.5.0 in three steps.</summary>
public sealed class MovingInSteps : AtWork
{
    private static readonly string[] Servers = ["i-1", "i-2"];

    private readonly ServerGroup _old = At(Some.Group("1.4.2", day: 2, on: Some.Blue));
    private readonly ServerGroup _new = At(Some.Group("1.5.0", day: 3, on: Some.Green));
    private readonly FakeBalancer _balancer;
    private readonly FakeSite _site;
    private bool _isBad;

    public MovingInSteps()
    {
        _site = new(() => _balancer!.Next() == Some.Blue ? "1.4.2" : _isBad ? null : "1.5.0");
        _balancer = new(Some.Routing with { Actions = "1 blue" }, Servers);
        Groups.Find(_old.Name).Returns(_old);
        Groups.Find(_new.Name).Returns(_new);
        var file = Path.Combine(Context.Settings.Home.Team, "environments", "prod.yaml");
        File.WriteAllText(file, File.ReadAllText(file)
            .Replace("settle: 2m, watch: 5m", "settle: 5s, watch: 0s", StringComparison.Ordinal)
            .Replace("  listener: 443", "  listener: 443\n  strategy: canary\n  canary: { steps: [10, 50, 100], pause: 0s }", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rule_17_Should_Make_One_Modification_A_Step()
    {
        var routing = await Move();

        _balancer.Done.ShouldBe(["10 % to web-prod-green", "50 % to web-prod-green", "100 % to web-prod-green"]);
        routing.ForwardsTo(Some.Green).ShouldBeTrue();
    }

    [Fact]
    public async Task Rule_18_Should_Wait_For_A_Listing_That_Still_Shows_What_Was_Before()
    {
        _balancer.Lag = 3;

        (await Move()).ForwardsTo(Some.Green).ShouldBeTrue();

        _balancer.Done.ShouldBe(["10 % to web-prod-green", "50 % to web-prod-green", "100 % to web-prod-green"]);
    }

    [Theory]
    [InlineData(10, "10 % to web-prod-green")]
    [InlineData(50, "10 % to web-prod-green, 50 % to web-prod-green")]
    [InlineData(100, "10 % to web-prod-green, 50 % to web-prod-green, 100 % to web-prod-green")]
    public async Task Rule_19_Should_Put_The_Exact_Actions_Back_From_Any_Step(int step, string done)
    {
        _balancer.Modifying = percent => _isBad = percent == step;

        var problem = await Should.ThrowAsync<Problem>(Move());

        string.Join(", ", _balancer.Done).ShouldBe(done + ", back to 1 blue");
        problem.State!.ShouldMatch(@"^Traffic is back on shop-prod-v1-4-2-1, exactly as before\. That took [0-9.]+ s from the first sign on; [1-9][0-9]* of [0-9]+ probes of live traffic failed\.$");
        await Groups.Received(1).Tag(_new.Name, Names.RolledBack, Arg.Any<string>());
    }

    [Fact]
    public async Task Rule_19_Should_Take_Traffic_Back_When_A_Hook_Afterwards_Fails()
    {
        (await Should.ThrowAsync<Problem>(Move(afterwards: () => throw new Problem("The hook failed.")))).State!.ShouldContain("exactly as before");

        _balancer.Done[^1].ShouldBe("back to 1 blue");
    }

    [Fact]
    public async Task Rule_17_Should_Leave_Alone_What_Somebody_Else_Has_Set_Between_Two_Steps()
    {
        _balancer.Modifying = percent =>
        {
            if (percent == 50)
            {
                _balancer.Meddle(30, 70);
                throw new Problem("The live rule was changed by somebody else.");
            }
        };

        (await Should.ThrowAsync<Problem>(Move())).State!.ShouldBe("ATTENTION: somebody else has moved live traffic meanwhile; the live rule is '30 blue, 70 green' and was left so.");

        _balancer.Done.ShouldBe(["10 % to web-prod-green"]);
    }

    [Fact]
    public async Task Rule_20_Should_Let_Go_Of_Both_When_The_First_Step_Is_Refused()
    {
        _balancer.Modifying = _ => throw new Problem("AWS refused.");

        (await Should.ThrowAsync<Problem>(Move())).State.ShouldBe("Live traffic is untouched.");

        _balancer.Done.ShouldBeEmpty();
        await Groups.Received(1).Release(_old.Name);
        await Groups.DidNotReceive().Tag(_new.Name, Names.RolledBack, Arg.Any<string>());
    }

    [Fact]
    public async Task Should_Settle_A_Lost_Answer_By_Looking()
    {
        _balancer.Modifying = percent =>
        {
            if (percent == 50)
            {
                _balancer.Meddle(50, 50);
                throw new NoAnswer("AWS did not answer.", "Run again.", new TimeoutException());
            }
        };

        await Move();

        _balancer.Done.ShouldBe(["10 % to web-prod-green", "100 % to web-prod-green"]);
    }

    [Theory]
    [InlineData(90, 10, "50 % to web-prod-green, 100 % to web-prod-green")]
    [InlineData(50, 50, "100 % to web-prod-green")]
    [InlineData(0, 100, "")]
    public async Task Should_Go_On_Where_An_Earlier_Run_Broke_Off(int blue, int green, string done)
    {
        _balancer.Meddle(blue, green);

        await Move();

        string.Join(", ", _balancer.Done).ShouldBe(done);
    }

    [Fact]
    public async Task Rule_19_Should_Send_All_Of_It_Back_When_What_An_Earlier_Run_Began_Goes_Wrong()
    {
        _balancer.Meddle(50, 50);
        _isBad = true;

        (await Should.ThrowAsync<Problem>(Move())).State!.ShouldContain("Traffic is back on shop-prod-v1-4-2-1");

        _balancer.Done.ShouldBe(["100 % to web-prod-blue"]);
    }

    [Fact]
    public async Task Rule_19_Should_Not_Go_Back_To_A_Group_That_Cannot_Carry_It()
    {
        _balancer.Modifying = percent =>
        {
            _isBad = percent == 100;
            if (_isBad)
                Groups.Find(_old.Name).Returns(_old with { Servers = _old.Servers.Take(1).ToList() });
        };

        (await Should.ThrowAsync<Problem>(Move())).State!.ShouldBe(
            "ATTENTION: traffic stays on shop-prod-v1-5-0-1, because shop-prod-v1-4-2-1 cannot take it back: 1 of 2 servers have been launched.");

        _balancer.Done[^1].ShouldBe("100 % to web-prod-green");
    }

    [Theory]
    [InlineData(1, 2, "shop-prod-v1-4-2-1 cannot take 90 % of live traffic: 1 of 2 servers have been launched.")]
    [InlineData(2, 0, "shop-prod-v1-5-0-1 cannot take 10 % of live traffic: 0 of 1 servers have been launched.")]
    public async Task Rule_16_Should_Not_Begin_When_A_Group_Has_Not_Its_Share(int old, int @new, string told)
    {
        Groups.Find(_old.Name).Returns(_old with { Servers = _old.Servers.Take(old).ToList() });
        Groups.Find(_new.Name).Returns(_new with { Servers = _new.Servers.Take(@new).ToList() });

        (await Should.ThrowAsync<Problem>(Move())).What.ShouldBe(told);

        _balancer.Done.ShouldBeEmpty();
    }

    private async Task<Routing> Move(Func<Task>? afterwards = null)
    {
        var (time, view, poll) = (TimeProvider.System, new ReleaseView(TextWriter.Null), new Poll(TimeProvider.System));
        var (health, standby) = (new Health(Groups, _balancer, poll, time, view), new Standby(Groups, _balancer, time, view));
        var outside = new Outside(_site, poll, time);
        var watch = new LiveWatch(outside, new TeamScripts(() => Context.Environment, Context.Settings.Home), poll, time, view);
        var move = new TrafficMove(new(new LiveRule(_balancer, poll), health, outside, watch, view), watch, standby, new(_balancer, standby, health, outside, time), time);
        var replacing = _new with { Tags = new Dictionary<string, string>(_new.Tags) { [Names.Replaces] = _old.Name } };
        var fleet = new Fleet([_old, replacing], await _balancer.Read());
        return await move.Move(SwapPlan.Plan(fleet, _new.Name, Context.Environment.Traffic.Shares()), Context, afterwards);
    }

    private static ServerGroup At(ServerGroup group) => group with { Servers = [.. Servers.Select(server => new Server(server, "eu-west-1a", "InService", true))] };
}
