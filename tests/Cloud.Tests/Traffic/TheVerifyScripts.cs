using Bundt.Cloud.Traffic;
using Bundt.Domain.Environments;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Tests.Traffic;

public sealed class Rule_15_Anything_but_a_pass_of_the_scripts_is_no_pass : IDisposable
{
    private readonly Folder _home = new();
    private readonly List<string> _said = [];

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Should_Pass_Without_Scripts() => (await Run()).ShouldBe(new(Outcome.Pass, "0 scripts passed"));

    [Fact]
    public async Task Should_Tell_Scripts_Where_To_Look()
    {
        _home.Script("scripts/verify/look", "echo $BUNDT_ADDRESS $BUNDT_VERSION $BUNDT_ENV");
        _home.Write("scripts/verify/readme.md", "not a script");

        (await Run()).ShouldBe(new(Outcome.Pass, "1 scripts passed"));

        _said.ShouldBe(["look: http://lb:8082 1.4.2 prod"]);
    }

    [Fact]
    public async Task Should_Fail_When_One_Fails()
    {
        _home.Script("scripts/verify/good", "exit 0");
        _home.Script("scripts/verify/sad", "exit 3");

        (await Run()).ShouldBe(new(Outcome.Fail, "sad ended with exit code 3"));
    }

    [Fact]
    public async Task Should_Be_Inconclusive_When_One_Takes_Too_Long()
    {
        _home.Script("scripts/verify/slow", "exec sleep 60");

        (await Run(TimeSpan.FromMilliseconds(100))).ShouldBe(new(Outcome.Inconclusive, "slow took longer than verify.scriptTimeout"));
    }

    private Task<Verdict> Run(TimeSpan? limit = null)
    {
        var environment = Some.Environment with { Verify = new VerifySettings { ScriptTimeout = limit ?? TimeSpan.FromMinutes(1) } };
        return new VerifyScripts(() => environment, new(_home.Path, _home.Path)).Run(new("http://lb:8082"), "1.4.2", _said.Add, CancellationToken.None);
    }
}
