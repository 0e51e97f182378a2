using System.Collections.Concurrent;
using System.Text.Json;
using Bundt.Scenarios.Stage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bundt.Scenarios;

/// <summary>Others see what becomes of an environment: webhooks are told of each run that changes it, and somebody watches it meanwhile.</summary>
public sealed class WhatOthersAreTold(WhatOthersAreTold.Story story) : IClassFixture<WhatOthersAreTold.Story>
{
    [Fact]
    public async Task Should_Hear_Of_A_Release_From_Its_Beginning_To_Its_End()
    {
        (await story.Releases("--release=v1.0.0")).ExitCode.ShouldBe(1);
        story.Heard().ShouldBe(["told in told: Release begins", "told in told: Release v1.0.0 waits for approval. Swap: told-told-v1-0-0-1 is verified and waits for approval"]);

        (await story.Releases("--release=v1.0.0", "--approve")).ExitCode.ShouldBe(0);
        story.Heard().ShouldBe(["told in told: Release begins", "told in told: Release v1.0.0 succeeded in "]);

        (await story.Releases("--release=v1.0.0", "--approve")).ExitCode.ShouldBe(0);
        story.Heard().ShouldBeEmpty("nothing was to be done");

        var failed = await story.FailsItsTests();
        story.Heard().ShouldBe(["told in told: Release failed. Test: The tests of commit "]);
        failed.Output.ShouldNotContain("Notify");

        story.HangUp();
        var untold = await story.FailsItsTests();
        untold.Output.ShouldContain("Notify    The failure of the run was not told to the webhook in TOLD_HOOK: ConnectionError.");
        untold.Output.ShouldContain("Error: Test: The tests of commit ");
        await Watched();
    }

    private async Task Watched()
    {
        var (watch, live) = (story.Watches(), (await story.Then.ScalingGroups()).Single());
        await Eventually.Holds("a first line", () => watch.Ended || watch.Answer.Contains('\n', StringComparison.Ordinal));
        Narrator.Tell("When", "somebody changes the largest size by hand");
        await story.Resize(live.AutoScalingGroupName, 7);
        await Eventually.Holds("another line", () => watch.Ended || watch.Answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length >= 2);
        await watch.Interrupt();
        await watch.End();

        watch.ExitCode.ShouldBe(0, watch.Output);
        List<JsonElement> lines = [.. watch.Answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        lines[0].GetProperty("drift").EnumerateArray().Select(one => one.GetString()!).ShouldNotContain(one => one.StartsWith("sizes", StringComparison.Ordinal));
        lines[^1].GetProperty("drift").EnumerateArray().Select(one => one.GetString()).ShouldContain("sizes: the environment file says 2 to 4, AWS has 2 to 7");
    }

    public sealed class Story(LocalCloud cloud)
        : Scenario(cloud, new EnvironmentFile("told") { Application = "told", Swap = ", approval: manual", Mistake = text => text + "notify: { slack: TOLD_SLACK, json: TOLD_HOOK }\n" }), IAsyncLifetime
    {
        private readonly ConcurrentQueue<(string Path, JsonElement Body)> _heard = [];
        private readonly WebApplication _receiver = WebApplication.CreateSlimBuilder().Build();
        private string _url = "";

        public async ValueTask InitializeAsync()
        {
            _receiver.Urls.Add("http://127.0.0.1:0");
            _receiver.MapPost("/{**path}", async (HttpContext http) => _heard.Enqueue((http.Request.Path.Value!, (await JsonDocument.ParseAsync(http.Request.Body)).RootElement)));
            await _receiver.StartAsync();
            _url = _receiver.Urls.First();
            await Given.ACommit("feat: something to tell of");
        }

        public ValueTask DisposeAsync() => _receiver.DisposeAsync();

        public async Task<BundtRun> Releases(params string[] options) => await When.Ended(Cloud.StartThrough(
            ["env", $"TOLD_SLACK={_url}/slack", $"TOLD_HOOK={_url}/json"], ["--target=Release", "--env=told", .. options]));

        /// <summary>Releases a commit whose tests fail.</summary>
        public async Task<BundtRun> FailsItsTests()
        {
            Cloud.Add(Environment with { Test = "false" });
            var run = await Releases("--retest");
            Cloud.Add(Environment);
            run.ExitCode.ShouldBe(1);
            return run;
        }

        public BundtRun Watches() => Cloud.Start("--target=Status", "--env=told", "--watch", "--format=json");

        public Task Resize(string group, int most) => Cloud.AutoScaling.UpdateAutoScalingGroupAsync(new() { AutoScalingGroupName = group, MaxSize = most });

        /// <summary>Nobody listens any more.</summary>
        public void HangUp() => _url = "http://127.0.0.1:9";

        /// <summary>What was heard since the last time, as far as it is the same each time; both webhooks have heard the same.</summary>
        public IReadOnlyList<string> Heard()
        {
            List<(string Path, JsonElement Body)> all = [];
            while (_heard.TryDequeue(out var one))
                all.Add(one);
            List<string> texts = [.. all.Where(one => one.Path == "/slack").Select(one => one.Body.GetProperty("text").GetString()!)];
            all.Where(one => one.Path == "/json").Select(one => one.Body.GetProperty("text").GetString()).ShouldBe(texts, ignoreOrder: true);
            return [.. texts.Select(text => text.Split(" (")[0]).Select(text => System.Text.RegularExpressions.Regex.Replace(text, @"(?<=succeeded in |of commit ).*", ""))];
        }
    }
}
