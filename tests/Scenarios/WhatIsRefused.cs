using System.Text.RegularExpressions;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>Whatever is wrong before a release begins is said in a few lines, ends with exit code 1, and changes nothing.</summary>
public sealed partial class WhatIsRefused(WhatIsRefused.Story story) : IClassFixture<WhatIsRefused.Story>
{
    [Theory]
    [InlineData("--target=Relase", "There is no target 'Relase'.")]
    [InlineData("--target=Release --evn=prod", "There is no option '--evn'.")]
    [InlineData("--target=Release --format=xml", "--format=xml: expected one of text, json.")]
    [InlineData("--target=Release --bump=huge", "--bump=huge: expected one of patch, minor, major.")]
    [InlineData("--target=Release --take-lease", "--take-lease is for Rollback, Abort, Unlock.")]
    [InlineData("--target=Unlock", "--target=Unlock takes the lease from another run, and has to say why.")]
    [InlineData("--target=Release --wait-for-lease=soon", "--wait-for-lease=soon: expected a number and ms, s, m, h or d, such as 90s.")]
    [InlineData("--target=Release --release=1.4", "--release=1.4: expected a version such as 1.4.2 or v1.4.2.")]
    [InlineData("--target=Release --release=1.5.0-rc.1", "v1.5.0-rc.1 is a pre-release, and refused takes none.")]
    [InlineData("--target=Verify --exclusive", "The release has no server group yet; the target Deploy makes it.")]
    public Task Should_Name_What_Was_Asked_For_Wrongly(string arguments, string told) => story.Refuses(told, arguments.Split(' '));

    [Fact]
    public async Task Should_Name_The_Environments_That_There_Are()
    {
        var run = await story.Refuses("There is no environment 'production'", "--target=Release", "--env=production");

        run.Output.ShouldMatch("Choose one with --env=NAME: .*\\brefused\\b");
    }

    [Fact]
    public async Task Should_Name_The_Line_Of_An_Environment_File()
    {
        story.Write(file => file with { Mistake = text => text.Replace("desired: 2", "desired: 20", StringComparison.Ordinal) });

        await story.Refuses("refused.yaml, line 18, column 12: servers.desired is '20': expected servers.min to servers.max, which are 2 and 4.", "--target=Release");
    }

    [Fact]
    public async Task Should_Ask_For_Packer_Before_Anything_Is_Tested()
    {
        var run = await story.RefusesThrough(Without("packer"), "Packer is not installed: there is no 'packer' on PATH.", "--target=Release");

        run.Output.ShouldNotContain("passed its tests");
    }

    [Fact]
    public async Task Should_Name_The_Files_That_Are_Not_Committed()
    {
        await Programs.Run("touch", Path.Combine(story.Clone, "forgotten.txt"));
        try
        {
            await story.Refuses("has changes that are not committed: forgotten.txt.", "--target=Release");
        }
        finally
        {
            await Programs.Run("rm", Path.Combine(story.Clone, "forgotten.txt"));
        }
    }

    [Fact]
    public async Task Rule_03_Should_Refuse_A_Commit_That_Was_Never_Pushed()
    {
        await story.Git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--allow-empty", "--message", "feat: kept to oneself");
        try
        {
            await story.Refuses("is not in origin/main: 1 commit not pushed yet.", "--target=Release");
        }
        finally
        {
            await story.Git("reset", "--quiet", "--hard", "HEAD~1");
        }
    }

    [Fact]
    public async Task Should_Refuse_A_Clone_That_Its_Remote_Has_Left_Behind()
    {
        await Programs.Run("rm", "-rf", story.Clone + ".theirs");
        await story.Git("clone", "--quiet", await story.Git("remote", "get-url", "origin"), story.Clone + ".theirs");
        await Programs.RunIn(
            story.Clone + ".theirs", "git", "-c", "user.name=Somebody", "-c", "user.email=else@example.org", "commit", "--quiet", "--allow-empty", "--message", "feat: theirs");
        await Programs.RunIn(story.Clone + ".theirs", "git", "push", "--quiet");
        try
        {
            await story.Refuses("origin/main has moved on: it has 1 commit that the clone at", "--target=Release");
        }
        finally
        {
            await story.Git("pull", "--quiet");
        }
    }

    [Fact]
    public async Task Should_Say_That_The_Remote_Is_Away()
    {
        // The clone finds nobody at its remote's address, as behind a firewall that has changed.
        await story.Git("config", "url.http://127.0.0.1:9/.insteadOf", new Uri(await story.Git("remote", "get-url", "origin")).GetLeftPart(UriPartial.Authority) + "/");
        try
        {
            await story.Refuses("git could not fetch from origin (http://127.0.0.1:", "--target=Release");
        }
        finally
        {
            await story.Git("config", "--unset", "url.http://127.0.0.1:9/.insteadOf");
        }
    }

    [Fact]
    public async Task Should_End_The_Tests_With_All_That_They_Started_When_Stopped()
    {
        var gate = Path.Combine(story.Clone, "..", "gate");
        await Programs.Run("mkfifo", gate);
        await story.Git("commit", "--quiet", "--allow-empty", "--message", "feat: something with long tests");
        story.Write(file => file with { Test = $"echo waiting; sleep 600 & cat {Path.GetFullPath(gate)}" });
        var run = story.Begin("--target=Test");
        await Eventually.Holds("its tests", () => run.Ended || run.Output.Contains("| waiting", StringComparison.Ordinal));
        var begun = TestsOf(run);
        begun.Count.ShouldBeGreaterThan(0);

        await run.Interrupt();
        await story.Ended(run);
        story.Write(file => file);
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("Test was stopped (SIGINT).");
        run.Output.ShouldContain("Live traffic is untouched.");
        TestsOf(run).ShouldBeEmpty("what the tests had started ends with them");
    }

    // In a mount namespace in which the program is no program.
    private static string[] Without(string program) => ["unshare", "--mount", "sh", "-c", $"mount --bind /dev/null \"$(command -v {program})\" && exec \"$@\"", "sh"];

    // What a run started is in sessions of its own; they all know the gate, or sleep in its folder.
    private IReadOnlyList<string> TestsOf(BundtRun run) =>
    [
        .. Directory.GetDirectories("/proc").Where(folder => Process().IsMatch(folder)).Where(folder =>
        {
            try
            {
                return new DirectoryInfo(Path.Combine(folder, "cwd")).LinkTarget?.Contains($"-{run.Id}-", StringComparison.Ordinal) == true;
            }
            catch (IOException)
            {
                return false;
            }
        }),
    ];

    [GeneratedRegex("^/proc/[0-9]+$")]
    private static partial Regex Process();

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("refused") { Application = "refused" }), IAsyncLifetime
    {
        public string Clone => Path.Combine(Cloud.State, "refused");

        public async ValueTask InitializeAsync() => (await Cloud.Run("--target=LocalUp", "--env=refused")).ExitCode.ShouldBe(0);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>Changes the environment's file until the next refusal.</summary>
        public void Write(Func<EnvironmentFile, EnvironmentFile> differently) => Cloud.Add(differently(Environment));

        public Task<string> Git(params string[] arguments) => Programs.RunIn(Clone, "git", arguments);

        public BundtRun Begin(params string[] arguments) => Cloud.Start([.. arguments, "--env=refused"]);

        public Task<BundtRun> Ended(BundtRun run) => When.Ended(run);

        public Task<BundtRun> Refuses(string told, params string[] arguments) => RefusesThrough([], told, arguments);

        /// <summary>Runs in vain: the text is told, the exit code is 1, nothing was written to AWS and no tag was made.</summary>
        public async Task<BundtRun> RefusesThrough(IReadOnlyList<string> program, string told, params string[] arguments)
        {
            var (since, tags) = (await Cloud.Now(), await PublishedTags());
            string[] environment = arguments.Any(argument => argument.StartsWith("--env", StringComparison.Ordinal)) ? [] : ["--env=refused"];
            Narrator.Tell("When", $"./build.sh {string.Join(' ', arguments)}");
            var run = await Ended(Cloud.StartThrough(program, [.. arguments, .. environment]));
            Cloud.Add(Environment);

            run.ExitCode.ShouldBe(1, run.Output);
            run.Output.ShouldContain(told);
            run.Output.ShouldNotContain("   at ", Case.Sensitive, "a stack trace is for --verbosity=diagnostic");
            (await Cloud.Calls(since)).Where(call => call.Write).Select(call => call.Action).ShouldBeEmpty();
            (await PublishedTags()).ShouldBe(tags);
            return run;
        }

        private Task<string> PublishedTags() => Programs.Run("git", "--git-dir", Path.Combine(Cloud.State, "git", "refused.git"), "tag");
    }
}
