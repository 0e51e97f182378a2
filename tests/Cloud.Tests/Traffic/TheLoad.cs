using Bundt.Cloud.Traffic;
using Bundt.Domain.Environments;
using Bundt.Domain.Rehearsals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bundt.Cloud.Tests.Traffic;

/// <summary>A load, on a program that answers in all the ways that one can.</summary>
public sealed class TheLoad : IAsyncLifetime
{
    private readonly HashSet<string> _connections = [];
    private readonly Lock _gate = new();
    private WebApplication _site = null!;
    private Uri _address = null!;
    private int _asked;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _site = builder.Build();
        _site.Use((context, next) =>
        {
            lock (_gate)
            {
                _asked++;
                _connections.Add(context.Connection.Id);
            }

            return next(context);
        });
        _site.MapGet("/version", () => Results.Json(new { version = "1.4.2" }));
        _site.MapGet("/chunks", async (HttpContext context) =>
        {
            for (var line = 0; line < 3; line++)
            {
                await context.Response.WriteAsync($"line {line}\n");
                await context.Response.Body.FlushAsync();
            }
        });
        _site.MapGet("/cut", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("the beginning");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        _site.MapGet("/silent", (HttpContext context) => context.Abort());
        _site.MapGet("/full", () => Results.StatusCode(503));
        _site.MapGet("/plain", () => "no JSON");
        await _site.StartAsync();
        _address = new(_site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task Should_Send_What_Is_Due_And_Nothing_Twice()
    {
        var (answers, lasted) = await Under(200, "/version");

        answers.ShouldAllBe(answer => answer.Failure == null && answer.Version == "1.4.2" && answer.Status == 200);
        _asked.ShouldBe(answers.Count, "nothing is tried twice");
        answers.Select(answer => answer.At).Order().ShouldBe(Enumerable.Range(0, answers.Count).Select(number => TimeSpan.FromSeconds(number / 200.0)));
        ((double)answers.Count).ShouldBeLessThanOrEqualTo((lasted.TotalSeconds * 200) + 1);
    }

    [Fact]
    public async Task Should_Use_Some_Connections_Again_And_Open_Many()
    {
        var (answers, _) = await Under(200, "/version", "/chunks");

        answers.ShouldAllBe(answer => answer.Failure == null);
        _connections.Count.ShouldBeInRange(answers.Count / 2 - 2, answers.Count - 1);
    }

    [Theory]
    [InlineData("/cut", "gave no answer: ", null)]
    [InlineData("/silent", "gave no answer: ", null)]
    [InlineData("/full", "answered with status 503, not 200", 503)]
    [InlineData("/plain", "answered without a version in version", 200)]
    public async Task Should_Tell_What_Failed_And_Try_Nothing_Again(string path, string failure, int? status)
    {
        var (answers, _) = await Under(100, path);

        answers.ShouldAllBe(answer => answer.Failure!.StartsWith(failure) && answer.Status == status && answer.Path == path);
        _asked.ShouldBe(answers.Count);
    }

    [Fact]
    public async Task Should_Tell_That_Nobody_Listens()
    {
        await _site.StopAsync(TestContext.Current.CancellationToken);

        var (answers, _) = await Under(50, "/version");

        answers.ShouldAllBe(answer => answer.Failure!.StartsWith("gave no answer: ") && answer.Status == null);
    }

    [Fact]
    public async Task Should_Judge_By_What_The_Verification_Wants()
    {
        var wanted = Some.Environment with { Verify = new() { Requests = [new() { Path = "/full", Status = 503 }, new() { Path = "/chunks", Body = "^line 0\nline 1\nline 2\n$", Latency = TimeSpan.FromTicks(1) }] } };
        var order = LoadOrder.Of(wanted, _address, 100, ["/plain"]);

        order.Requests.Select(request => request.Path).ShouldBe(["/version", "/full", "/chunks", "/plain"]);
        (await Under(order)).Answers.ShouldAllBe(answer => answer.Failure == null);
    }

    private Task<(IReadOnlyList<LoadedRequest> Answers, TimeSpan Lasted)> Under(int perSecond, params string[] paths) =>
        Under(new LoadOrder(_address, perSecond, [.. paths.Select(path => new VerifyRequest { Path = path })], paths[0] == "/version" ? "/version" : paths[0], "version"));

    private static async Task<(IReadOnlyList<LoadedRequest> Answers, TimeSpan Lasted)> Under(LoadOrder order)
    {
        var begun = TimeProvider.System.GetTimestamp();
        TimeSpan Clock() => TimeProvider.System.GetElapsedTime(begun);
        var poll = new Poll(TimeProvider.System);
        await using var load = new Load(order, poll, Clock);
        await poll.Until("some answers", _ => Task.FromResult(load.Answers.Count >= 40 ? null : "there are few"), TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var answers = await load.Stop();
        answers.Count.ShouldBeGreaterThanOrEqualTo(40);
        // The first may be due a moment after the clock began.
        var first = answers.Min(answer => answer.At);
        return ([.. answers.Select(answer => answer with { At = answer.At - first })], Clock());
    }
}
