using Bundt.Cloud;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Steps;
using Bundt.Pipeline.Tasks;
using Bundt.View;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Tasks;

/// <summary>What comes before live traffic moves, and what is left alone when it does not.</summary>
public sealed class TheSwap : AtWork
{
    // Of the environment file's size, so that nothing has to grow before the swap.
    private readonly ServerGroup _live = Some.Group("1.4.2", day: 2, on: Some.Blue) with { Desired = 3 };
    private readonly ServerGroup _next = Some.Group("1.5.0", day: 3, on: Some.Green) with { Desired = 3 };
    private readonly StringWriter _output = new();

    [Fact]
    public async Task Should_Change_Nothing_When_A_Hook_Before_It_Fails()
    {
        Hook("hooks/migrate", "echo $BUNDT_GROUP; exit 3");
        Settings("hooks: { beforeSwap: [hooks/migrate] }");

        (await Should.ThrowAsync<Problem>(Swap())).What.ShouldBe("The hook hooks.beforeSwap failed: hooks/migrate ended with exit code 3.");

        _output.ToString().ShouldContain($"| migrate: {_next.Name}");
        await NothingIsChanged();
    }

    [Fact]
    public async Task Should_Find_Out_Before_Anything_Else_That_A_Hook_Of_Afterwards_Is_Not_There()
    {
        Hook("hooks/migrate", $"touch {Path.Combine(Context.Settings.Home.Team, "migrated")}");
        Settings("hooks: { beforeSwap: [hooks/migrate], afterSwap: [hooks/tell] }");

        (await Should.ThrowAsync<Problem>(Swap())).What.ShouldBe("The hook hooks/tell is not there, or cannot be run.");

        File.Exists(Path.Combine(Context.Settings.Home.Team, "migrated")).ShouldBeFalse();
        await NothingIsChanged();
    }

    [Fact]
    public async Task Should_Wait_For_Approval_Where_Nobody_Can_Be_Asked()
    {
        Settings("", approval: true);

        var problem = await Should.ThrowAsync<Problem>(Swap());

        problem.What.ShouldBe($"{_next.Name} is verified and waits for approval (swap.approval: manual).");
        problem.State!.ShouldStartWith("Live traffic is untouched.");
        problem.Next.ShouldBe("--target=Release --release=1.5.0 --approve goes on from there.");
        await NothingIsChanged();
    }

    [Theory]
    [InlineData("n")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Should_Change_Nothing_Unless_A_Person_Says_Yes(string? answer)
    {
        Settings("", approval: true);

        (await Should.ThrowAsync<Problem>(Swap(new StringReader(answer ?? "")))).What.ShouldBe($"{_next.Name} was not approved.");

        _output.ToString().ShouldSatisfyAllConditions(
            text => text.ShouldContain("(v1.5.0) is verified: http://lb:8082/"),
            text => text.ShouldContain($"http://lb/ goes to {_live.Name} (v1.4.2) now"));
        await NothingIsChanged();
    }

    [Fact]
    public async Task Should_Go_On_When_A_Person_Says_Yes_And_Read_Again_What_There_Is_By_Then()
    {
        Settings("", approval: true);

        // There are no servers to move to here; what matters is how far it goes.
        await Should.ThrowAsync<Problem>(Swap(new StringReader("y\n")));

        await Groups.Received(1).Hold(_live.Name);
        await Groups.Received(2).Fleet(Arg.Any<Routing>());
    }

    [Fact]
    public async Task Should_Ask_Nobody_And_Run_No_Hook_When_Nothing_Is_To_Be_Done()
    {
        Hook("hooks/migrate", "exit 3");
        Settings("hooks: { beforeSwap: [hooks/migrate], afterSwap: [hooks/migrate] }", approval: true);

        await Swap(fleet: Some.Fleet(_next with { TargetGroups = [Some.Blue.Arn], Min = 3 }));

        _output.ToString().ShouldContain($"{_next.Name} is live already");
        await Traffic.DidNotReceive().Forward(Arg.Any<Routing>(), Arg.Any<TargetGroup>(), Arg.Any<int>());
    }

    private async Task Swap(TextReader? input = null, Fleet? fleet = null)
    {
        Traffic.Read().Returns(Some.Routing);
        Groups.Fleet(Arg.Any<Routing>()).Returns(fleet ?? Some.Fleet(_live, _next));
        Context.Release = Context.Release.DeployedTo(_next.Name);
        var (time, view, poll) = (TimeProvider.System, new ReleaseView(_output), new Poll(TimeProvider.System));
        using var prober = new Prober(() => Context.Environment);
        var (health, standby) = (new Health(Groups, Traffic, poll, time, view), new Standby(Groups, Traffic, time, view));
        var (outside, scripts) = (new Outside(prober, poll, time), new TeamScripts(() => Context.Environment, Context.Settings.Home));
        var watch = new LiveWatch(outside, scripts, poll, time, view);
        var move = new TrafficMove(new(new LiveRule(Traffic, poll), health, outside, watch, view), watch, standby, new(Traffic, standby, health, outside, time), time);
        await new Swap(new(new(Groups, Traffic, health, view), new(new(input, view), view), new(scripts, view), view), move, standby, view).RunAsync(Context);
    }

    private async Task NothingIsChanged()
    {
        await Traffic.DidNotReceive().Forward(Arg.Any<Routing>(), Arg.Any<TargetGroup>(), Arg.Any<int>());
        Groups.ReceivedCalls().ShouldAllBe(call => call.GetMethodInfo().Name == nameof(Groups.Fleet));
    }

    private void Settings(string more, bool approval = false)
    {
        var file = Path.Combine(Context.Settings.Home.Team, "environments", "prod.yaml");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, (approval ? text.Replace("swap: {", "swap: { approval: manual,", StringComparison.Ordinal) : text) + more + "\n");
    }

    private void Hook(string name, string text)
    {
        var file = Path.Combine(Context.Settings.Home.Team, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "#!/bin/sh\n" + text + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
