using System.Text.Json;
using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>Somebody asks whether a release can begin before they begin one: what is wrong is found, explained, and nothing is changed.</summary>
public sealed class WhatDoctorFinds(WhatDoctorFinds.Story story) : IClassFixture<WhatDoctorFinds.Story>
{
    [Fact]
    public async Task Should_Say_That_A_Release_Can_Begin()
    {
        var run = await story.Asks();

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain("Doctor    a release to doctor can begin: ");
        run.Output.ShouldNotContain("MUST");
        Story.Thing(run, "application").ShouldContain("origin answers, and its main is at ");
        Story.Thing(run, "Packer").ShouldContain("✓ Packer: 1.6.6, with the template in ");
    }

    [Fact]
    public async Task Should_Tell_A_Script_The_Same()
    {
        var run = await story.Asks("--format=json");

        run.ExitCode.ShouldBe(0, run.Output);
        var told = JsonDocument.Parse(run.Answer).RootElement;
        (told.GetProperty("environment").GetString(), told.GetProperty("ready").GetBoolean()).ShouldBe(("doctor", true));
        told.GetProperty("findings").EnumerateArray().Count(finding => finding.GetProperty("severity").GetString() == "Fine").ShouldBeGreaterThan(14);
    }

    /// <summary>A mistake in the environment file, the thing that it is about, what is found, and how it is mended.</summary>
    public static TheoryData<string, string, string, string, string> Mistakes => new()
    {
        { "account: \"000000000000\"", "account: \"111111111111\"", "account", "The credentials belong to account 000000000000", "Use the credentials of the environment's own account." },
        { "name: debian-12-*", "name: debian-99-*", "source image", "There is no image named 'debian-99-*' of owner 136693071363 in eu-west-1", "Set bake.source in the environment file" },
        { "sshPort: 2222", "sshPort: 2222\n  packer: tools/nowhere", "Packer", "bake.packer names ", "Name the program itself" },
        { "template: ", "template: packer/nowhere #", "Packer", "There is no Packer template in ", "Set bake.template in the environment file." },
        { "hooks: { }", "hooks: { beforeSwap: [hooks/migrate] }", "hooks", "hooks/migrate is not there", "Mend the section hooks" },
        { "checkout: .local/doctor", "checkout: .local", "application", "is not a git clone", "Set application.checkout" },
        { "checkout: .local/doctor", "checkout: .local/doctor\n  branch: trunk", "application", "origin has no branch trunk", "Set application.branch" },
        { "subnets: [doctor-a", "subnets: [doctor-z", "subnets", "there is no subnet doctor-z", "Name them by id or by Name tag" },
        { "loadBalancer: doctor", "loadBalancer: nobody", "account", "There is no load balancer nobody in eu-west-1", "Set traffic.loadBalancer and aws.region in the environment file" },
        { "test: \"true\"", "test: \"true\"\n  tokenVariable: DOCTOR_TOKEN", "application", "DOCTOR_TOKEN", "" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Rule_05_Should_Find_What_Is_Wrong_And_Change_Nothing(string right, string wrong, string thing, string found, string mend)
    {
        story.Mistake(text => text.Replace(right, wrong, StringComparison.Ordinal));

        var run = await story.Asks();

        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain($"Error: Doctor: A release to doctor cannot begin, or would not be safe: {thing}.");
        Story.Thing(run, $"MUST {thing}").ShouldContain(found);
        Story.Thing(run, $"MUST {thing}").ShouldContain(mend);
    }

    [Fact]
    public async Task Should_Find_What_Is_Wrong_With_The_Teams_Own_Files()
    {
        await Programs.Run("mkdir", "-p", Path.Combine(story.Home, "scripts", "verify"));
        await Programs.Run("touch", Path.Combine(story.Home, "scripts", "verify", "looks-fine"), Path.Combine(story.Clone, "forgotten.txt"));
        try
        {
            var run = await story.Asks();

            run.ExitCode.ShouldBe(1, run.Output);
            Story.Thing(run, "MUST application").ShouldContain("has changes that are not committed: forgotten.txt");
            Story.Thing(run, "should scripts").ShouldContain("scripts/verify/looks-fine is not executable, and is not run");
            run.Output.ShouldContain("Error: Doctor: A release to doctor cannot begin, or would not be safe: application.");
        }
        finally
        {
            await Programs.Run("rm", "-r", Path.Combine(story.Home, "scripts"), Path.Combine(story.Clone, "forgotten.txt"));
        }
    }

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("doctor") { Application = "doctor" }), IAsyncLifetime
    {
        public string Home => Cloud.Home;

        public string Clone => Path.Combine(Cloud.State, "doctor");

        public async ValueTask InitializeAsync() => (await Cloud.Run("--target=LocalUp", "--env=doctor")).ExitCode.ShouldBe(0);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>Writes the environment's file with a mistake in it, for the next question.</summary>
        public void Mistake(Func<string, string> mistake) => Cloud.Add(Environment with { Mistake = mistake });

        /// <summary>Asks Doctor, and makes sure that it has written nothing.</summary>
        public async Task<BundtRun> Asks(params string[] arguments)
        {
            var since = await Cloud.Now();
            var run = await When.Ended(Cloud.Start(["--target=Doctor", "--env=doctor", .. arguments]));
            Cloud.Add(Environment);
            (await Cloud.Calls(since)).Where(call => call.Write).Select(call => call.Action).ShouldBeEmpty();
            return run;
        }

        /// <summary>What is told of a thing: its line, and those below that are about it.</summary>
        public static string Thing(BundtRun run, string thing)
        {
            var lines = run.Output.Split('\n').SkipWhile(line => !line.Contains($" {thing}: ", StringComparison.Ordinal)).ToList();
            return string.Join('\n', lines.Take(1).Concat(lines.Skip(1).TakeWhile(line => line.StartsWith("   ", StringComparison.Ordinal))));
        }
    }
}
