using System.Net;
using System.Net.Sockets;
using System.Text;
using Bundt.Cloud.Images;
using Bundt.Domain;

namespace Bundt.Cloud.Tests.Images;

public sealed class FindingTheOwnAddress : IDisposable
{
    private readonly TcpListener _teller = new(IPAddress.Loopback, 0);

    public FindingTheOwnAddress() => _teller.Start();

    private Uri Teller => new($"http://{_teller.LocalEndpoint}/");

    [Theory]
    [InlineData("203.0.113.7\n", "203.0.113.7/32")]
    [InlineData("2001:db8::7", "2001:db8::7/128")]
    public async Task Rule_06_Should_Admit_The_Address_That_The_World_Sees_And_No_Other(string answer, string network)
    {
        var answering = Answers(answer);

        (await On(endpoint: null).Find("public_ip", TestContext.Current.CancellationToken)).ShouldBe(network);
        await answering;
    }

    [Theory]
    [InlineData("public_ip")]
    [InlineData("private_ip")]
    public async Task Should_Be_The_Loopbacks_For_An_Endpoint_There(string sshInterface) =>
        (await On("http://127.0.0.1:4600").Find(sshInterface, TestContext.Current.CancellationToken)).ShouldBe("127.0.0.1/32");

    [Fact]
    public async Task Should_Say_What_To_Do_When_Nobody_Tells()
    {
        var answering = Answers("<html>log in first</html>");

        var problem = await Should.ThrowAsync<Problem>(On(endpoint: null).Find("public_ip", TestContext.Current.CancellationToken));

        await answering;
        problem.What.ShouldBe($"bake.ingress is not set, and this machine's own address could not be found: {Teller} answered '<html>log in first</html>'.");
        (problem.State, problem.Next).ShouldBe(("Nothing was started.", "Name it in the environment file, as in bake: { ingress: [203.0.113.7/32] }."));
    }

    [Fact]
    public async Task Should_Say_That_Nobody_Answers()
    {
        var silent = Teller;
        _teller.Stop();

        var problem = await Should.ThrowAsync<Problem>(new OwnAddress(() => new("eu-west-1", null, null, null), silent).Find("public_ip", TestContext.Current.CancellationToken));

        problem.What.ShouldStartWith("bake.ingress is not set, and this machine's own address could not be found: Connection refused");
    }

    public void Dispose() => _teller.Dispose();

    private OwnAddress On(string? endpoint) => new(() => new("eu-west-1", endpoint is null ? null : new(endpoint), null, null), Teller);

    private async Task Answers(string text)
    {
        using var asking = await _teller.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var stream = asking.GetStream();
        await stream.ReadAtLeastAsync(new byte[16], 16, cancellationToken: TestContext.Current.CancellationToken);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {text.Length}\r\nConnection: close\r\n\r\n{text}"), TestContext.Current.CancellationToken);
    }
}
