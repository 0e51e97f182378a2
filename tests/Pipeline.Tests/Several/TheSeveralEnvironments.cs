using System.Runtime.InteropServices;
using Bundt.Domain;
using Bundt.Domain.Releases;
using Bundt.Pipeline.Entry;
using Bundt.Pipeline.Several;
using Bundt.Pipeline.Tests.Architecture;
using Bundt.View;

namespace Bundt.Pipeline.Tests.Several;

public sealed class TheSeveralEnvironments : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("bundt-several-");
    private readonly Cancellation _cancellation = new();
    private readonly StringWriter _said = new();
    private readonly List<string> _walked = [];

    public TheSeveralEnvironments()
    {
        foreach (var name in new[] { "one", "two", "three" })
            Write(name, text => text);
    }

    private string Said => _said.ToString();

    [Fact]
    public async Task Should_Test_Tag_And_Bake_With_The_First_And_Then_Go_To_Each()
    {
        var runs = new FakeRuns();

        (await Run(runs, "--env=one,two --bump=minor --retest --parallel=2 --approve")).ShouldBe(0);

        _walked.ShouldHaveSingleItem().ShouldEndWith("--bump=minor --retest --approve --env=one --target=Bake");
        runs.Begun.Select(arguments => arguments[arguments.IndexOf("--approve", StringComparison.Ordinal)..])
            .ShouldBe(["--approve --release=v1.5.0 --target=Release --env=one", "--approve --release=v1.5.0 --target=Release --env=two"], ignoreOrder: true);
        runs.Begun.ShouldAllBe(arguments => !arguments.Contains("--bump") && !arguments.Contains("--retest") && !arguments.Contains("--parallel"));
        Said.ShouldContain("Summary   Release succeeded in all of 2 environments");
    }

    [Theory]
    [InlineData("--target=Rollback")]
    [InlineData("--target=Prune --exclusive")]
    [InlineData("--target=DryRun")]
    public async Task Should_Leave_To_Each_What_They_Do_Not_Share(string arguments)
    {
        var runs = new FakeRuns();

        (await Run(runs, $"{arguments} --env=one,two")).ShouldBe(0);

        _walked.ShouldBeEmpty();
        runs.Begun.Count.ShouldBe(2);
        runs.Begun.ShouldAllBe(begun => begun.Contains(arguments) && !begun.Contains("--release"));
    }

    [Fact]
    public async Task Should_Need_No_Run_Of_Each_For_What_They_Share()
    {
        var runs = new FakeRuns();

        (await Run(runs, "--target=Tag --env=one,two")).ShouldBe(0);

        _walked.ShouldHaveSingleItem().ShouldEndWith("--env=one --target=Tag");
        runs.Begun.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Begin_In_None_When_What_They_Share_Fails()
    {
        var runs = new FakeRuns();

        (await Run(runs, "--env=one,two", shared: 1)).ShouldBe(1);

        runs.Begun.ShouldBeEmpty();
        Said.ShouldContain("Summary   Release was not begun in any of one, two: what they share failed");
    }

    [Fact]
    public async Task Should_Go_On_In_The_Others_When_One_Fails()
    {
        var runs = new FakeRuns();
        runs.Let("one", 1, ["Deploy    shop-one-v1-5-0-1 created", ""], ["Error: shop-one-v1-5-0-1 is not healthy.", "  Live traffic is untouched."]);
        runs.Let("three", 0, ["Deploy    shop-three-v1-5-0-1 created"]);

        (await Run(runs, "--env=one,two,three --parallel=1")).ShouldBe(1);

        Said.ShouldContain($"one   | Deploy    shop-one-v1-5-0-1 created{Environment.NewLine}one   | Error: shop-one-v1-5-0-1 is not healthy.{Environment.NewLine}");
        Said.ShouldContain("three | Deploy    shop-three-v1-5-0-1 created");
        Said.ShouldMatch(@"one\W+failed\W+v1\.5\.0 \(shop-one-v1-5-0-1\)\W+[0-9]+ s");
        Said.ShouldMatch(@"two\W+succeeded\W+v1\.5\.0 \(shop-two-v1-5-0-1\)\W+[0-9]+ s");
        Said.ShouldContain("          one: shop-one-v1-5-0-1 is not healthy.");
        Said.ShouldContain("Summary   Release did not succeed in 1 of 3 environments: one");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Should_Work_On_No_More_Than_So_Many_At_A_Time(int parallel)
    {
        var runs = new FakeRuns { Gate = new() };
        var run = Run(runs, $"--target=Rollback --env=one,two,three --parallel={parallel}");

        runs.Begun.Count.ShouldBe(parallel);
        runs.Gate.SetResult();
        (await run).ShouldBe(0);

        runs.Begun.Count.ShouldBe(3);
        runs.Most.ShouldBe(parallel);
    }

    [Fact]
    public async Task Should_Pass_Every_Signal_On_And_Begin_No_More()
    {
        var runs = new FakeRuns { Gate = new() };
        runs.Let("one", 1, errors: ["Error: Rollback was stopped (SIGINT)."]);
        var run = Run(runs, "--target=Rollback --env=one,two --parallel=1");

        _cancellation.Hear(PosixSignal.SIGINT).ShouldBeTrue("it goes on to a safe point");
        _cancellation.Hear(PosixSignal.SIGTERM).ShouldBeFalse("a second one ends it at once");
        runs.Gate.SetResult();
        (await run).ShouldBe(1);

        runs.Heard.ShouldBe(["one SIGINT", "one SIGTERM"]);
        runs.Begun.ShouldHaveSingleItem();
        Said.ShouldMatch(@"two\W+not begun\W+v1\.5\.0 \(shop-two-v1-5-0-1\)");
        Said.ShouldContain("Rollback did not succeed in 2 of 2 environments: one, two");
    }

    [Fact]
    public async Task Should_Tell_A_Status_As_A_Whole_And_In_Order()
    {
        var runs = new FakeRuns();
        runs.Let("one", 0, ["Status    one", "History   of one"]);
        runs.Let("two", 0, ["Status    two", "History   of two"]);

        (await Run(runs, "--target=Status --env=two,one")).ShouldBe(0);

        Said.Split(Environment.NewLine)[..4].ShouldBe(["two | Status    two", "two | History   of two", "one | Status    one", "one | History   of one"]);
    }

    [Fact]
    public async Task Should_Name_All_That_Is_Wrong_With_Their_Files_At_Once()
    {
        Write("two", text => text.Replace("desired: 3", "desired: 99", StringComparison.Ordinal));

        var problem = await Should.ThrowAsync<Problem>(() => Run(new FakeRuns(), "--target=Status --env=one,two,nowhere"));

        problem.What.ShouldContain("two.yaml, line ");
        problem.What.ShouldContain("There is no environment 'nowhere'");
        problem.State.ShouldBe("Nothing was changed.");
    }

    [Fact]
    public async Task Should_Refuse_To_Share_An_Image_That_Would_Differ()
    {
        Write("two", text => text.Replace("port: 8080", "port: 9090", StringComparison.Ordinal));

        var problem = await Should.ThrowAsync<Problem>(() => Run(new FakeRuns(), "--env=one,two"));

        problem.What.ShouldBe("One image cannot serve one, two: application.port is '8080' in one, and '9090' in two.");
        (await Run(new FakeRuns(), "--target=Rollback --env=one,two")).ShouldBe(0);
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _home.Delete(recursive: true);
    }

    private Task<int> Run(FakeRuns runs, string arguments, int shared = 0)
    {
        var line = CommandLine.Read([$"--home={_home.FullName}", .. arguments.Split(' ')], Targets.Names);
        return new SeveralEnvironments(line, runs, _cancellation, new ReleaseView(_said)).Run((walked, settings) =>
        {
            _walked.Add(string.Join(' ', walked.ForCake()));
            settings.Reached = Release.None.Tested("abc").Tagged(Some.Version);
            return shared;
        });
    }

    private void Write(string name, Func<string, string> change) => File.WriteAllText(
        Path.Combine(_home.CreateSubdirectory("environments").FullName, name + ".yaml"),
        change(File.ReadAllText(Path.Combine(House.Root, "build", "environments", "examples", "prod.yaml"))));
}
