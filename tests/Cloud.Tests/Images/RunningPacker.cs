using Bundt.Cloud.Access;
using Bundt.Cloud.Docker;
using Bundt.Cloud.Images;
using Bundt.Cloud.Tests.Sources;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Images;

namespace Bundt.Cloud.Tests.Images;

/// <summary>Packer as a program or in a container, of one version or another: scripts that write down what they are called with.</summary>
public sealed class RunningPacker : IDisposable
{
    private const string Run = "20260302-101500-4242-ci";
    private const string Token = "planted-token-of-the-repository";
    private const string Secret = "planted-secret-key";

    // What it is told, and what of its environment matters, a line each.
    private const string Script = """
        echo "$* | plugins=$PACKER_PLUGIN_PATH log=$PACKER_LOG,$PACKER_LOG_PATH token=$PKR_VAR_repository_token key=$AWS_SECRET_ACCESS_KEY checkpoint=$CHECKPOINT_DISABLE" >>"CALLS"
        case $2 in
          version) echo "1,,version,VERSION" ;;
          init) echo "1,,ui,say,Installed plugin github.com/hashicorp/amazon v1.3.9"; exit INIT ;;
          build) echo "1,,ui,say,==> amazon-ebs.web: Creating temporary keypair: packer_1"; echo "1,amazon-ebs.web,artifact,0,id,eu-west-1:ami-9" ;;
        esac
        """;

    private readonly Folder _home = new();
    private readonly FakeDocker _docker = new();
    private readonly WriteGuard _guard = Some.HeldLease();
    private readonly List<string> _said = [];

    public RunningPacker()
    {
        _home.Write("packer/web/web.pkr.hcl", "");
        _home.Write("packer/tests/installed/service.sh", "");
        _home.Write("packer/plugins/plugins.pkr.hcl", "");
    }

    private string Artifacts => _home.Below("run");

    private string Plugins => _home.Below(".local", "packer-plugins");

    private IReadOnlyList<string> Calls => File.Exists(_home.Below("calls")) ? File.ReadAllLines(_home.Below("calls")) : [];

    public void Dispose()
    {
        _guard.Dispose();
        _docker.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task Should_Run_The_Program_At_The_Path_And_Read_The_Image_From_What_It_Says()
    {
        Installed("1.6.6");

        (await Bake()).ShouldBe(new("ami-9"));

        var build = $"-machine-readable build -color=false -var-file={Artifacts}/bake.pkrvars.json {_home.Below("packer", "web")}";
        Calls.ShouldBe(
        [
            "-machine-readable version | plugins= log=, token= key= checkpoint=1",
            $"{build} | plugins= log=1,{Artifacts}/packer-debug.log token={Token} key={Secret} checkpoint=1",
        ]);
        _said.ShouldBe(["==> amazon-ebs.web: Creating temporary keypair: packer_1"]);
        File.ReadAllText(Path.Combine(Artifacts, "packer.log")).ShouldBe("==> amazon-ebs.web: Creating temporary keypair: packer_1\n");
    }

    [Fact]
    public async Task Should_Fetch_The_Plugins_Of_A_Packer_That_Has_Some_Into_A_Folder_Of_Their_Own()
    {
        Installed("1.11.2");

        await Bake();

        Calls.Select(call => call.Split(" log=")[0]).ShouldBe(
        [
            "-machine-readable version | plugins=",
            $"-machine-readable init {_home.Below("packer", "plugins")} | plugins={Plugins}",
            $"-machine-readable build -color=false -var-file={Artifacts}/bake.pkrvars.json {_home.Below("packer", "web")} | plugins={Plugins}",
        ]);
        Directory.Exists(Plugins).ShouldBeTrue();
        _said[..2].ShouldBe([$"packer init {_home.Below("packer", "plugins")}", "Installed plugin github.com/hashicorp/amazon v1.3.9"]);
    }

    [Fact]
    public async Task Should_Fetch_Nothing_Where_No_Plugins_Are_Named()
    {
        Directory.Delete(_home.Below("packer", "plugins"), recursive: true);
        Installed("1.11.2");

        await Bake();

        Calls.ShouldNotContain(call => call.Contains(" init ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_Not_Build_Without_Its_Plugins()
    {
        Installed("1.11.2", init: 1);

        var problem = await Should.ThrowAsync<Problem>(Bake());

        problem.What.ShouldBe("Packer did not bake web-v1.4.2-abc: exit code 1.");
        Calls.ShouldNotContain(call => call.Contains(" build ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_Ask_For_The_Version_Once()
    {
        Installed("1.12.0-dev");
        var packer = Packer(Program);

        (await packer.Version(Run, TestContext.Current.CancellationToken)).ShouldBe(new Version(1, 12, 0));
        (await packer.Version(Run, TestContext.Current.CancellationToken)).ShouldBe(new Version(1, 12, 0));

        Calls.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Should_Say_That_It_Is_No_Packer()
    {
        _home.Script("tools/packer", "echo 'Usage: something else'; exit 2");

        var problem = await Should.ThrowAsync<Problem>(Packer(Program).Version(Run, TestContext.Current.CancellationToken));

        problem.What.ShouldBe("Packer does not say its version (packer version, exit code 2): Usage: something else");
    }

    [Theory]
    [InlineData("tools/none", "and there is no such file", "Name the program itself")]
    [InlineData("packer", "which is a folder", "Name the program itself")]
    [InlineData("packer/web/web.pkr.hcl", "which is not executable", "chmod +x")]
    public async Task Should_Say_What_Is_Wrong_With_The_Path(string path, string told, string next)
    {
        var problem = await Should.ThrowAsync<Problem>(Demand(Packer(bake => bake with { Packer = path })));

        (problem.What, problem.State).ShouldBe(($"bake.packer names {_home.Below(path)}, {told}.", "Nothing was changed."));
        problem.Next!.ShouldContain(next);
    }

    [Fact]
    public async Task Should_Run_In_A_Container_On_This_Computers_Network_With_Its_Folders()
    {
        Contained("1.6.6");

        (await Bake(Container)).ShouldBe(new("ami-9"));

        var (template, tests) = (_home.Below("packer", "web"), _home.Below("packer", "tests"));
        var call = _docker.Calls.Where(call => call.Contains("|build|", StringComparison.Ordinal)).ShouldHaveSingleItem();
        call.ShouldStartWith("run|--cap-drop|ALL|--entrypoint|packer|--env|");
        call.ShouldContain("|--env|AWS_SECRET_ACCESS_KEY|");
        call.ShouldContain("|--env|PKR_VAR_repository_token|");
        call.ShouldContain("|--env|HOME=/tmp|--init|--label|bundt.packer|--mount|");
        call.ShouldContain($"|--mount|type=bind,source={template},target={template},readonly|--mount|type=bind,source={tests},target={tests},readonly|--mount|type=bind,source={Artifacts},target={Artifacts}|");
        call.ShouldContain($"|--name|bundt-packer-{Run}|--network|host|--rm|--security-opt|no-new-privileges|--tmpfs|/tmp:exec,mode=1777|--user|");
        call.ShouldEndWith($"|--workdir|/tmp|hashicorp/packer:1.11.2|-machine-readable|build|-color=false|-var-file={Artifacts}/bake.pkrvars.json|{template}");
    }

    [Fact]
    public async Task Rule_30_Should_Tell_Docker_Names_Alone_And_Have_The_Values_In_Its_Environment()
    {
        Contained("1.6.6");

        await Bake(Container);

        string.Join('\n', _docker.Calls).ShouldNotContain(Token);
        string.Join('\n', _docker.Calls).ShouldNotContain(Secret);
        Calls[^1].ShouldContain($"token={Token} key={Secret}");
        Directory.EnumerateFiles(Artifacts).Where(file => File.ReadAllText(file).Contains("planted-", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Keep_Plugins_Of_A_Container_On_This_Computer()
    {
        Contained("1.11.2");

        await Bake(Container);

        var (init, build) = (_docker.Calls.Single(call => call.Contains("|init|", StringComparison.Ordinal)), _docker.Calls.Single(call => call.Contains("|build|", StringComparison.Ordinal)));
        init.ShouldContain($"|--mount|type=bind,source={_home.Below("packer", "plugins")},target={_home.Below("packer", "plugins")},readonly|--mount|type=bind,source={Plugins},target={Plugins}|");
        build.ShouldContain($"|--mount|type=bind,source={Plugins},target={Plugins}|");
        Calls.Skip(1).ShouldAllBe(call => call.Contains($"plugins={Plugins} ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rule_08_Should_Give_Packer_All_The_Time_It_Needs_To_Clean_Up_And_Never_End_It_By_Force()
    {
        _docker.Does("""
            case $1 in
              run) case "$*" in *version*) echo 1,,version,1.6.6 ;; *) echo begun; while [ ! -e stopped ]; do sleep 0.02; done; echo 1,,ui,say,cleaned; exit 1 ;; esac ;;
              stop) [ -e asked ] && { sleep 0.3; touch stopped; } || { touch asked; exit 1; } ;;
            esac
            """);
        using var stop = new CancellationTokenSource();

        var stopped = await Assert.ThrowsAsync<Stopped>(() => Bake(Container, _ => stop.Cancel(), stop.Token));

        stopped.State.ShouldBe("Packer removed everything temporary; there is no image. Live traffic is untouched.");
        _said.ShouldBe(["begun", "cleaned"]);
        _docker.Calls.Where(call => call.StartsWith("stop|", StringComparison.Ordinal)).ShouldAllBe(call => call == $"stop|--time|-1|bundt-packer-{Run}");
        _docker.Calls.ToList().FindLastIndex(call => call.StartsWith("stop|", StringComparison.Ordinal)).ShouldBeLessThan(_docker.Calls.ToList().FindIndex(call => call.StartsWith("rm|", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Should_Let_What_A_Killed_Run_Has_Left_Clean_Up_Before_It_Is_Removed()
    {
        _docker.Does("[ $1 = ps ] && printf 'bundt-packer-dead\\nbundt-packer-alive\\n'; exit 0");
        var told = new List<string>();

        await Demand(Packer(Container), told.Add);

        _docker.Calls.Where(call => call.StartsWith("stop|", StringComparison.Ordinal) || call.StartsWith("rm|", StringComparison.Ordinal))
            .ShouldBe(["stop|--time|-1|bundt-packer-dead", "rm|--force|--volumes|bundt-packer-dead"]);
        told.ShouldBe(
            ["the container bundt-packer-dead is ended, and cleans up: a run that was killed had left it", "the container bundt-packer-dead removed: a run that was killed had left it"]);
    }

    [Theory]
    [InlineData("exit 0", true, "Packer is to run in the image hashicorp/packer:1.11.2 (bake.packerIn), and there is no 'docker' on PATH.", "or take bake.packerIn out of the environment file, and Packer runs on this computer itself.")]
    [InlineData("echo 'Cannot connect' >&2; exit 1", false, "Packer is to run in the image hashicorp/packer:1.11.2 (bake.packerIn), and Docker's daemon does not answer: Cannot connect", "Start it (systemctl start docker)")]
    [InlineData("case $1 in image) exit 1 ;; pull) echo 'manifest unknown' >&2; exit 1 ;; esac", false, "The image hashicorp/packer:1.11.2 (bake.packerIn.image) is not on this computer, and could not be pulled: manifest unknown", "docker login")]
    public async Task Should_Speak_Of_Its_Own_Setting_When_There_Is_No_Container(string docker, bool isMissing, string what, string next)
    {
        _docker.Does(docker);
        if (isMissing)
            _docker.IsMissing();

        var problem = await Should.ThrowAsync<Problem>(Demand(Packer(Container)));

        (problem.What, problem.State).ShouldBe((what, "Nothing was changed."));
        problem.Next!.ShouldContain(next);
    }

    [Fact]
    public async Task Should_Say_That_The_Image_Has_No_Packer()
    {
        _docker.Does("[ $1 = run ] || exit 0; echo 'docker: Error response from daemon: exec: \"packer\": executable file not found in $PATH' >&2; exit 127");

        var problem = await Should.ThrowAsync<Problem>(Packer(Container).Version(Run, TestContext.Current.CancellationToken));

        problem.What.ShouldStartWith("Docker could not run Packer in the image hashicorp/packer:1.11.2 (bake.packerIn): Error response from daemon: exec: \"packer\"");
        problem.Next.ShouldBe("Check bake.packerIn; the image has to have a packer on its PATH. Then run again.");
    }

    private static BakeSettings Program(BakeSettings bake) => bake with { Packer = "tools/packer" };

    private static BakeSettings Container(BakeSettings bake) => bake with { PackerIn = new() { Image = "hashicorp/packer:1.11.2" } };

    private void Installed(string version, int init = 0) => _home.Script("tools/packer", Filled(version, init));

    // A docker that runs what follows the image's name as the container would, with the environment that it has itself.
    private void Contained(string version) => _docker.Does($"[ $1 = run ] || exit 0\nwhile [ $1 != hashicorp/packer:1.11.2 ]; do shift; done; shift\n{Filled(version, 0)}");

    private string Filled(string version, int init) => Script.Replace("CALLS", _home.Below("calls"), StringComparison.Ordinal)
        .Replace("VERSION", version, StringComparison.Ordinal).Replace("INIT", $"{init}", StringComparison.Ordinal);

    private Task Demand(Packer packer, Action<string>? told = null) => packer.Demand(run => run == "dead", told ?? (_ => { }), TestContext.Current.CancellationToken);

    private Task<ImageId> Bake(Func<BakeSettings, BakeSettings>? where = null, Action<string>? line = null, CancellationToken? cancellation = null)
    {
        var order = new BakeOrder(
            "web-v1.4.2-abc", new(1, 4, 2), "abc", new(new("ami-1"), "/dev/xvda"), new("https://git.example.com/web.git", "ci", Token), Run, new Dictionary<string, string>());
        return Packer(where ?? Program).Build(order, Artifacts, new(text =>
        {
            _said.Add(text);
            line?.Invoke(text);
        }), cancellation ?? TestContext.Current.CancellationToken);
    }

    private Packer Packer(Func<BakeSettings, BakeSettings> where)
    {
        var environment = Some.Environment with { Bake = where(Some.Environment.Bake) };
        AwsAccess Access() => new("eu-west-1", null, "planted-key-id", Secret);
        return new(() => environment, Access, new(() => environment, Access, new(_home.Path, _home.Path), new Containers(_docker.Context, new Poll(TimeProvider.System))), _guard, new(Access, _guard, new(), "run"), new(TimeProvider.System));
    }
}
