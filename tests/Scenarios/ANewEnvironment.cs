using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>A team begins with Bundt: its stack is there, and no environment file tells of it yet.</summary>
public sealed class ANewEnvironment(ANewEnvironment.Story story) : IClassFixture<ANewEnvironment.Story>
{
    [Fact]
    public async Task Should_Be_Written_From_What_Is_There_And_Nothing_Overwritten()
    {
        var init = await story.Begins("--load-balancer=begun");

        init.ExitCode.ShouldBe(0, init.Output);
        init.Output.ShouldContain($"Init      {story.File} written, from begun in account 000000000000");
        init.Output.ShouldContain("set   application.checkout: the clone that releases are cut from");
        init.Output.ShouldContain($"then  ./build.sh --target=Doctor --env=prod --home={story.Home}\n");
        var text = await File.ReadAllTextAsync(story.File, TestContext.Current.CancellationToken);
        text.ShouldContain("loadBalancer: begun\n");
        text.ShouldContain("targetGroups: { blue: begun-blue, green: begun-green }\n");
        text.ShouldContain("securityGroups: [begun-servers]\n");

        var again = await story.Begins("--load-balancer=begun");
        again.ExitCode.ShouldBe(1);
        again.Output.ShouldContain($"Error: Init: {story.File} is there already.");
        (await File.ReadAllTextAsync(story.File, TestContext.Current.CancellationToken)).ShouldBe(text);
    }

    [Theory]
    [InlineData("--load-balancer=nobody", @"There is no Application Load Balancer nobody in eu-west-1\.")]
    [InlineData("", @"load balancers in eu-west-1: .*\bbegun, ")]
    public async Task Should_Say_What_There_Is_To_Choose_From(string option, string told)
    {
        var run = await story.Begins([.. option.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--env=other"]);

        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldMatch(told);
        File.Exists(Path.Combine(story.Home, "environments", "other.yaml")).ShouldBeFalse();
    }

    public sealed class Story(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("begun")), IAsyncLifetime
    {
        public string Home => Path.Combine(Cloud.Home, "team");

        public string File => Path.Combine(Home, "environments", "prod.yaml");

        public async ValueTask InitializeAsync()
        {
            (await Cloud.Run("--target=LocalUp", "--env=begun")).ExitCode.ShouldBe(0);
            Cloud.Add(new EnvironmentFile("beside"));
            (await Cloud.Run("--target=LocalUp", "--env=beside")).ExitCode.ShouldBe(0);
            await Programs.Run("mkdir", "-p", Home);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>Runs Init as somebody does whose shell knows the account, in a folder of the team's own.</summary>
        public async Task<BundtRun> Begins(params string[] options)
        {
            string[] environment = options.Any(option => option.StartsWith("--env=", StringComparison.Ordinal)) ? [] : ["--env=prod"];
            return await When.Ended(new BundtRun(
                LocalCloud.Bundt, ["--target=Init", "--region=eu-west-1", $"--home={Home}", .. environment, .. options],
                ["env", $"AWS_ENDPOINT_URL={Cloud.Endpoint}", $"AWS_ACCESS_KEY_ID={Cloud.KeyId}", $"AWS_SECRET_ACCESS_KEY={Cloud.Secret}"]));
        }
    }
}
