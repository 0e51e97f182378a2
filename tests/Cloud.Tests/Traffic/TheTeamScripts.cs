using Bundt.Cloud.Traffic;
using Bundt.Domain.Environments;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Tests.Traffic;

public sealed class Rule_15_Anything_but_a_pass_of_the_scripts_is_no_pass : IDisposable
{
    private static readonly ScriptFacts Facts = new(new("http://lb:8082"), new("https://www.example.com"), "1.4.2", "web-prod-v1-4-2-1");

    private readonly Folder _home = new();
    private readonly List<string> _said = [];

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Should_Pass_Without_Scripts() => (await Verify()).ShouldBe(new(Outcome.Pass, "0 scripts passed"));

    [Fact]
    public async Task Should_Tell_Scripts_Where_To_Look_And_What_For()
    {
        _home.Script("scripts/verify/look", "echo $BUNDT_ADDRESS $BUNDT_LIVE_ADDRESS $BUNDT_VERSION $BUNDT_ENV $BUNDT_GROUP");
        _home.Write("scripts/verify/readme.md", "not a script");

        (await Verify()).ShouldBe(new(Outcome.Pass, "1 scripts passed"));

        _said.ShouldBe(["look: http://lb:8082 https://www.example.com 1.4.2 prod web-prod-v1-4-2-1"]);
    }

    [Fact]
    public async Task Should_Fail_When_One_Fails_Whatever_The_Others_Say()
    {
        _home.Script("scripts/verify/a-good-one", "exit 0");
        _home.Script("scripts/verify/b-unsure-one", "exit 2");
        _home.Script("scripts/verify/c-sad-one", "exit 3");

        (await Verify()).ShouldBe(new(Outcome.Fail, "c-sad-one ended with exit code 3"));
    }

    [Fact]
    public async Task Should_Be_Inconclusive_When_One_Cannot_Tell()
    {
        _home.Script("scripts/verify/unsure", "exit 2");

        (await Verify()).ShouldBe(new(Outcome.Inconclusive, "unsure cannot tell (exit code 2)"));
    }

    [Fact]
    public async Task Should_Be_Inconclusive_When_One_Takes_Too_Long()
    {
        _home.Script("scripts/verify/slow", "exec sleep 60");

        (await Verify(TimeSpan.FromMilliseconds(100))).ShouldBe(new(Outcome.Inconclusive, "slow took longer than verify.scriptTimeout"));
    }

    [Fact]
    public async Task Should_Run_Them_Beside_One_Another()
    {
        // Each waits for the other's sign.
        _home.Script("scripts/verify/one", $"touch {_home.Below("one")}; while [ ! -e {_home.Below("two")} ]; do sleep 0.02; done");
        _home.Script("scripts/verify/two", $"touch {_home.Below("two")}; while [ ! -e {_home.Below("one")} ]; do sleep 0.02; done");

        (await Verify()).ShouldBe(new(Outcome.Pass, "2 scripts passed"));
    }

    [Fact]
    public async Task Should_Watch_With_Scripts_Of_Their_Own()
    {
        _home.Script("scripts/verify/sad", "exit 1");
        _home.Script("scripts/watch/alarms", "echo $BUNDT_ADDRESS; exit 1");

        (await Scripts().Watch(Facts with { Address = Facts.Live }, _said.Add, TestContext.Current.CancellationToken)).ShouldBe(new(Outcome.Fail, "alarms ended with exit code 1"));

        _said.ShouldBe(["alarms: https://www.example.com"]);
    }

    [Fact]
    public async Task Should_Find_Hooks_In_The_Teams_Home()
    {
        _home.Script("hooks/migrate", "pwd; exit 7");
        var hooks = new HookSettings { BeforeSwap = ["hooks/migrate"], AfterSwap = ["hooks/migrate", "hooks/gone"] };

        (await Scripts(hooks: hooks).Hook("hooks/migrate", Facts, _said.Add, TestContext.Current.CancellationToken))
            .ShouldBe(new(Outcome.Fail, "hooks/migrate ended with exit code 7"));

        _said.ShouldBe([$"migrate: {_home.Path}"]);
        Scripts(hooks: hooks).MissingHooks().ShouldBe(["hooks/gone"]);
    }

    private Task<Verdict> Verify(TimeSpan? limit = null) => Scripts(limit).Verify(Facts, _said.Add, TestContext.Current.CancellationToken);

    private TeamScripts Scripts(TimeSpan? limit = null, HookSettings? hooks = null)
    {
        var environment = Some.Environment with { Verify = new() { ScriptTimeout = limit ?? TimeSpan.FromMinutes(1) }, Hooks = hooks ?? new() };
        return new(() => environment, new(_home.Path, _home.Path));
    }
}
