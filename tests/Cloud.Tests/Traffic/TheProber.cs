using System.Net;
using System.Net.Sockets;
using System.Text;
using Bundt.Cloud.Traffic;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Tests.Traffic;

public sealed class TheProber
{
    [Fact]
    public async Task Should_Read_Version_Commit_And_Server() =>
        (await Probe(200, """{ "version": "1.4.2", "commit": "abc", "instance": "i-1" }""")).ShouldSatisfyAllConditions(
            probe => probe.Reason("1.4.2", "abc").ShouldBeNull(),
            probe => probe.Server.ShouldBe("i-1"));

    [Theory]
    [InlineData(200, "{}", "answered as version (none), not 1.4.2")]
    [InlineData(200, "[]", "answered as version (none), not 1.4.2")]
    [InlineData(200, "<html>", "answered /version with something that is not JSON")]
    [InlineData(503, "<html>", "answered with status 503")]
    [InlineData(302, "", "answered with status 302")]
    public async Task Should_Say_What_Is_Wrong_With_An_Answer(int status, string body, string expected) =>
        (await Probe(status, body)).Reason("1.4.2", null).ShouldBe(expected);

    [Fact]
    public async Task Should_Say_That_Nobody_Answered()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = new Uri($"http://{free.LocalEndpoint}");
        free.Stop();
        using var prober = new Prober(() => Some.Environment);

        var probe = await prober.Send(address, TestContext.Current.CancellationToken);

        probe.Status.ShouldBeNull();
        probe.Failure!.ShouldStartWith("gave no answer: ");
    }

    private static async Task<Probe> Probe(int status, string body)
    {
        var token = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var prober = new Prober(() => Some.Environment);
        var probe = prober.Send(new($"http://{listener.LocalEndpoint}"), token);

        using var connection = await listener.AcceptTcpClientAsync(token);
        var stream = connection.GetStream();
        using var request = new StreamReader(stream, leaveOpen: true);
        (await request.ReadLineAsync(token)).ShouldBe("GET /version HTTP/1.1");
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Whatever\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), token);
        return await probe;
    }
}
