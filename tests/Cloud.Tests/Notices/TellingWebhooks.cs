using System.Net;
using System.Text.Json;
using Bundt.Cloud.Notices;
using Bundt.Domain.Environments;
using Bundt.Domain.Notices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bundt.Cloud.Tests.Notices;

public sealed class TellingWebhooks : IAsyncLifetime
{
    private const string Slack = "BUNDT_TEST_SLACK";
    private const string Json = "BUNDT_TEST_HOOK";

    private static readonly Notice Failed = new(NoticeKind.Failure, "shop", "prod", "Release", "run-1", "anna@ci", DateTimeOffset.UnixEpoch)
    {
        Release = "v1.4.2",
        Why = "<b>It</b> is sick & tired.",
    };

    private readonly List<(string Path, string Body)> _heard = [];
    private readonly Queue<int> _answers = [];
    private readonly WebApplication _server = WebApplication.CreateSlimBuilder().Build();

    public async ValueTask InitializeAsync()
    {
        _server.Urls.Add("http://127.0.0.1:0");
        _server.MapPost("/{**path}", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var body = await reader.ReadToEndAsync();
            lock (_heard)
            {
                _heard.Add((http.Request.Path, body));
                http.Response.StatusCode = _answers.TryDequeue(out var status) ? status : 200;
            }
        });
        await _server.StartAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Should_Tell_Slack_A_Text_And_Others_All_Of_It()
    {
        using var set = new SetVariables((Slack, Url("slack")), (Json, Url("json")));

        (await Tell(new() { Slack = Slack, Json = Json }, Failed)).ShouldBeEmpty();

        Told("/slack").GetProperty("text").GetString().ShouldBe("shop in prod: Release v1.4.2 failed. &lt;b&gt;It&lt;/b&gt; is sick &amp; tired.");
        var all = Told("/json");
        (all.GetProperty("kind").GetString(), all.GetProperty("environment").GetString(), all.GetProperty("release").GetString(), all.GetProperty("why").GetString())
            .ShouldBe(("Failure", "prod", "v1.4.2", "<b>It</b> is sick & tired."));
        all.TryGetProperty("serverGroup", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Should_Tell_What_Is_Asked_For_Alone()
    {
        using var set = new SetVariables((Json, Url("json")));

        (await Tell(new() { Json = Json, Events = [NoticeKind.Success, NoticeKind.Return] }, Failed, Failed with { Kind = NoticeKind.Return }, Failed with { Kind = NoticeKind.Start })).ShouldBeEmpty();

        _heard.ShouldHaveSingleItem().Body.ShouldContain("\"kind\":\"Return\"");
    }

    [Fact]
    public async Task Should_Try_Again_Where_That_May_Help()
    {
        using var set = new SetVariables((Json, Url("json")));
        _answers.Enqueue(503);
        _answers.Enqueue(429);

        (await Tell(new() { Json = Json }, Failed)).ShouldBeEmpty();

        _heard.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Rule_30_Should_Say_What_Went_Wrong_And_Not_Where_To()
    {
        using var set = new SetVariables((Json, Url("a-secret")));
        _answers.Enqueue(404);

        (await Tell(new() { Json = Json }, Failed)).ShouldBe(["The failure of the run was not told to the webhook in BUNDT_TEST_HOOK: it answered 404."]);

        _heard.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "BUNDT_TEST_HOOK is not set.")]
    [InlineData("hooks.example.com/a-secret", "BUNDT_TEST_HOOK holds no URL.")]
    [InlineData("ftp://127.0.0.1/a-secret", "BUNDT_TEST_HOOK holds no URL.")]
    [InlineData("http://127.0.0.1:9/a-secret", "ConnectionError.")]
    public async Task Rule_30_Should_Say_What_Is_Wrong_About_Its_Address_And_Not_Show_It(string url, string told)
    {
        using var set = new SetVariables((Json, url));

        (await Tell(new() { Json = Json }, Failed)).ShouldBe([$"The failure of the run was not told to the webhook in BUNDT_TEST_HOOK: {told}"]);
    }

    [Fact]
    public async Task Should_Tell_Nobody_Where_Nobody_Is_Named() => (await Tell(new(), Failed)).ShouldBeEmpty();

    private static async Task<IReadOnlyList<string>> Tell(NotifySettings settings, params Notice[] notices)
    {
        using var webhooks = new Webhooks(() => Some.Environment with { Notify = settings }, TimeProvider.System);
        foreach (var notice in notices)
            webhooks.Tell(notice);
        return await webhooks.End();
    }

    private string Url(string path) => $"{_server.Urls.First()}/{path}";

    private JsonElement Told(string path) => JsonDocument.Parse(_heard.Single(heard => heard.Path == path).Body).RootElement;
}
