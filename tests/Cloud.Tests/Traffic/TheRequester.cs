using System.Net;
using System.Net.Sockets;
using System.Text;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Tests.Traffic;

public sealed class TheRequester
{
    private const string Body = """{ "database": { "state": "up", "nodes": [ { "name": "a" }, { "name": "b" } ] }, "ready": true, "share": 0.5, "since": "2026-03-02T09:00:00Z" }""";

    [Fact]
    public async Task Should_Read_Status_Headers_And_Body()
    {
        var answer = await Ask(new() { Path = "/status?deep=1" });

        (answer.Status, answer.Body, answer.Failure).ShouldBe((418, Body, null));
        answer.Headers["x-served-BY"].ShouldBe("i-1");
        answer.Headers["Content-Type"].ShouldBe("application/json");
        answer.Latency.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("$.database.state", "up")]
    [InlineData("database.nodes[1].name", "b")]
    [InlineData("$.database.nodes[?(@.name == 'a')].name", "a")]
    [InlineData("$.ready", "true")]
    [InlineData("$.share", "0.5")]
    [InlineData("$.since", "2026-03-02T09:00:00Z")]
    [InlineData("$.cache", null)]
    public async Task Should_Read_Values_By_Their_Json_Path(string path, string? value) => (await Ask(Path(path))).Json[path].ShouldBe(value);

    [Fact]
    public async Task Should_Find_Nothing_In_What_Is_Not_Json() => (await Ask(Path("$.ready"), body: "<html>")).Json["$.ready"].ShouldBeNull();

    [Fact]
    public async Task Should_Refuse_What_Is_No_Json_Path() =>
        (await Should.ThrowAsync<Problem>(Ask(Path("$.nodes[")))).What.ShouldStartWith("verify.requests: '$.nodes[' is not the JSON path of one value");

    [Fact]
    public async Task Should_Say_That_Nobody_Answered()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = new Uri($"http://{free.LocalEndpoint}");
        free.Stop();
        using var requester = new Requester();

        var answer = await requester.Ask(address, new() { Path = "/" }, TestContext.Current.CancellationToken);

        answer.Status.ShouldBeNull();
        answer.Failure!.ShouldStartWith("gave no answer: ");
    }

    private static VerifyRequest Path(string path) => new() { Path = "/", Json = new Dictionary<string, string> { [path] = "" } };

    private static async Task<Answer> Ask(VerifyRequest request, string body = Body)
    {
        var token = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var requester = new Requester();
        var asking = requester.Ask(new($"http://{listener.LocalEndpoint}"), request, token);

        using var connection = await listener.AcceptTcpClientAsync(token);
        var stream = connection.GetStream();
        using var reader = new StreamReader(stream, leaveOpen: true);
        (await reader.ReadLineAsync(token)).ShouldBe($"GET {request.Path} HTTP/1.1");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 418 Teapot\r\nContent-Type: application/json\r\nX-Served-By: i-1\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), token);
        return await asking;
    }
}
