using Bundt.Cloud.Docker;
using Bundt.Cloud.Sources;
using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Tests.Sources;

/// <summary>The application's own tests in a container, as docker is told of it.</summary>
public sealed class RunningInAContainer : IDisposable
{
    private const string Run = "20260302-101500-4242-ci";
    private static readonly TestContainer Node = new() { Image = "node:22" };

    private readonly FakeDocker _docker = new();
    private readonly List<string> _said = [];

    public void Dispose() => _docker.Dispose();

    [Fact]
    public async Task Should_Have_No_Network_No_Further_Right_And_The_Present_User()
    {
        await Execute(Node, "./test.sh");

        var call = Call("run");
        call.ShouldStartWith("run|--cap-drop|ALL|--entrypoint|/bin/sh|--env|HOME=/tmp|--init|--label|bundt.tests|--mount|type=bind,source=/home/ci/source,target=/checkout|");
        call.ShouldContain($"|--name|bundt-test-{Run}|--network|none|--pids-limit|4096|--rm|--security-opt|no-new-privileges|--user|");
        call.ShouldMatch(@"\|--user\|\d+:\d+\|--workdir\|/checkout\|node:22\|-c\|\./test\.sh$");
    }

    [Fact]
    public async Task Should_Have_The_Limits_And_Variables_That_It_Is_Given()
    {
        await Execute(Node with { Network = "shop", Memory = "512m", Cpus = 2, Pids = 99, Variables = new Dictionary<string, string> { ["CI"] = "say \"yes\" \\", ["HOME"] = "/root" } }, "true");

        var call = Call("run");
        call.ShouldContain("|--cpus|2|");
        call.ShouldContain("|--env|CI=say \"yes\" \\|--env|HOME=/root|--init|");
        call.ShouldContain("|--memory|512m|--memory-swap|512m|");
        call.ShouldContain("|--network|shop|--pids-limit|99|");
    }

    [Theory]
    [InlineData("make test")]
    [InlineData("printf '%s\\n' \"a  b\" \\\"c\\\\\" && echo $HOME | tr a-z A-Z")]
    [InlineData("ends in a backslash \\")]
    [InlineData("first\nsecond \"third\\\"")]
    public async Task Should_Pass_The_Command_As_It_Is(string command)
    {
        await Execute(Node, command);

        Call("run").ShouldEndWith($"|node:22|-c|{command}");
    }

    [Fact]
    public async Task Should_Leave_The_User_To_A_Docker_That_Has_Not_The_Rights_Of_Root()
    {
        _docker.Does("[ $1 = info ] && echo '[name=seccomp,profile=builtin name=rootless name=cgroupns]'; exit 0");

        await Execute(Node, "true");

        Call("run").ShouldNotContain("--user");
    }

    [Fact]
    public async Task Should_Tell_Each_Line_When_It_Is_Written_And_The_Exit_Code()
    {
        _docker.Does("[ $1 = run ] || exit 0; echo one; while [ ! -e heard ]; do sleep 0.02; done; echo two >&2; exit 7");

        var code = await Execute(Node, "true", line =>
        {
            if (line == "one")
                _docker.Gets("heard");
        });

        (code, string.Join(' ', _said)).ShouldBe((7, "one two"));
    }

    [Fact]
    public async Task Should_Remove_What_Did_Not_End_Well_And_Nothing_Else()
    {
        await Execute(Node, "true");
        _docker.Calls.ShouldNotContain(call => call.StartsWith("rm|", StringComparison.Ordinal));

        _docker.Does("[ $1 != run ]");
        await Execute(Node, "true");

        Call("rm").ShouldBe($"rm|--force|--volumes|bundt-test-{Run}");
    }

    [Fact]
    public async Task Should_End_The_Container_When_It_Is_Stopped_Even_One_That_Is_Not_There_Yet()
    {
        _docker.Does("""
            case $1 in
              run) echo begun; while [ ! -e stopped ]; do sleep 0.02; done; exit 143 ;;
              stop) [ -e asked ] && touch stopped || { touch asked; exit 1; } ;;
            esac
            """);
        using var stop = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(Execute(Node, "sleep 1000", _ => stop.Cancel(), stop.Token));

        _docker.Calls.Count(call => call.StartsWith("stop|--time|10|bundt-test-", StringComparison.Ordinal)).ShouldBe(2);
        Call("rm").ShouldBe($"rm|--force|--volumes|bundt-test-{Run}");
    }

    [Fact]
    public async Task Should_Say_Why_Docker_Did_Not_Run_It()
    {
        _docker.Does("[ $1 = run ] || exit 0; echo 'docker: Error response from daemon: exec: \"/bin/sh\": no such file or directory.' >&2; exit 127");

        var problem = await Should.ThrowAsync<Problem>(Execute(Node, "true"));

        problem.What.ShouldBe("Docker could not run the tests in the image node:22 (application.testIn): Error response from daemon: exec: \"/bin/sh\": no such file or directory.");
        problem.Next!.ShouldContain("/bin/sh");
    }

    [Fact]
    public async Task Should_Take_An_Exit_Code_Of_The_Tests_For_Theirs()
    {
        _docker.Does("[ $1 = run ] || exit 0; echo './test.sh: npm: not found' >&2; exit 127");

        (await Execute(Node, "./test.sh")).ShouldBe(127);
    }

    [Fact]
    public async Task Should_Say_That_There_Is_No_Docker()
    {
        _docker.IsMissing();

        var problem = await Should.ThrowAsync<Problem>(Demand());

        problem.What.ShouldBe("The tests are to run in the image node:22 (application.testIn), and there is no 'docker' on PATH.");
        problem.State.ShouldBe("There is no tag and no image. Live traffic is untouched.");
        problem.Next!.ShouldContain("apt-get install docker.io");
    }

    [Theory]
    [InlineData("Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?", "Start it (systemctl start docker)")]
    [InlineData("permission denied while trying to connect to the Docker daemon socket", "usermod -aG docker")]
    public async Task Should_Say_That_Docker_Does_Not_Answer(string said, string next)
    {
        _docker.Does($"[ $1 = version ] || exit 0; echo '{said}' >&2; exit 1");

        var problem = await Should.ThrowAsync<Problem>(Demand());

        problem.What.ShouldBe($"The tests are to run in the image node:22 (application.testIn), and Docker's daemon does not answer: {said}");
        problem.Next!.ShouldContain(next);
    }

    [Theory]
    [InlineData("node:22", "docker login")]
    [InlineData("123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/test@sha256:abc", "aws ecr get-login-password --region eu-west-1 | docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com)")]
    public async Task Should_Say_That_There_Is_No_Such_Image(string image, string next)
    {
        _docker.Does("case $1 in image) exit 1 ;; pull) echo 'Error response from daemon: manifest unknown' >&2; exit 1 ;; esac");

        var problem = await Should.ThrowAsync<Problem>(Demand(image));

        problem.What.ShouldBe($"The image {image} (application.testIn.image) is not on this computer, and could not be pulled: Error response from daemon: manifest unknown");
        problem.Next!.ShouldContain(next);
        _said.ShouldBe([$"pulling {image}"]);
    }

    [Fact]
    public async Task Should_Pull_An_Image_Only_Where_It_Is_Not_There()
    {
        await Demand();
        _docker.Calls.ShouldNotContain(call => call.StartsWith("pull|", StringComparison.Ordinal));

        _docker.Does("[ $1 != image ]");
        await Demand();

        Call("pull").ShouldBe("pull|node:22");
    }

    [Fact]
    public async Task Should_Remove_What_Killed_Runs_Have_Left_And_Nothing_Of_Others()
    {
        _docker.Does("[ $1 = ps ] && printf 'bundt-test-dead\\nbundt-test-alive\\n'; exit 0");

        await Demand();

        _docker.Calls.Where(call => call.StartsWith("rm|", StringComparison.Ordinal)).ShouldBe(["rm|--force|--volumes|bundt-test-dead"]);
        _said.ShouldBe(["the container bundt-test-dead removed: a run that was killed had left it"]);
    }

    private string Call(string command) => _docker.Calls.Where(call => call.StartsWith(command + "|", StringComparison.Ordinal)).ShouldHaveSingleItem();

    private Task Demand(string image = "node:22") => new Containers(_docker.Context, new Poll(TimeProvider.System)).Demand(ContainerUse.Tests, image, run => run == "dead", _said.Add, TestContext.Current.CancellationToken);

    private Task<int> Execute(TestContainer place, string command, Action<string>? line = null, CancellationToken? cancellation = null) =>
        new ContainedTests(new(_docker.Context, new(TimeProvider.System))).Run(place, Run, "/home/ci/source", command, text =>
        {
            _said.Add(text);
            line?.Invoke(text);
        }, cancellation ?? TestContext.Current.CancellationToken);
}
