using System.Net.Sockets;
using System.Text;
using Bundt.LocalCloud.Tests.Signing;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Tests.BadInput;

public sealed class Connections(OpenCloud cloud) : BadInputStory(cloud)
{
    private const string CreateVpc = "Version=2016-11-15&Action=CreateVpc&CidrBlock=10.0.0.0/16";

    [Fact]
    public Task Should_Do_Nothing_For_A_Call_That_Is_Cut_Off() => Unchanged(() => CutOff(
        $"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000\r\n\r\n{CreateVpc}"));

    [Fact]
    public async Task Should_Do_Nothing_For_An_Upload_That_Is_Cut_Off()
    {
        await Bucket();

        await Unchanged(() => CutOff("PUT /there/half HTTP/1.1\r\nHost: x\r\nContent-Length: 4000\r\n\r\nhalf"));
    }

    [Theory]
    [InlineData("zz\r\nAction\r\n0\r\n\r\n")]
    [InlineData("-5\r\nAction\r\n0\r\n\r\n")]
    [InlineData("5\r\nActionTooLong\r\n0\r\n\r\n")]
    [InlineData("FFFFFFFFFFFFFFFFFF\r\nAction\r\n0\r\n\r\n")]
    public Task Should_Refuse_Chunks_That_Are_None(string chunks) => Refused("400 MalformedHttpRequestException", () => Raw(
        $"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}"));

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "400")]
    [InlineData("GARBAGE\r\n\r\n", "400")]
    [InlineData("GET / HTTP/9.9\r\nHost: x\r\n\r\n", "505")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n", "400")]
    public Task Should_Refuse_What_Is_No_Http(string request, string expected) => Refused(expected, () => Raw(request));

    [Fact]
    public async Task Should_Answer_Calls_That_Come_Together_In_Their_Order()
    {
        var body = "Version=2016-11-15&Action=DescribeRegions";
        var call = $"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        var other = call.Replace("DescribeRegions", "DescribeUnicorn", StringComparison.Ordinal);

        var answers = await Whole(call + other + call.Replace("Host: x", "Host: x\r\nConnection: close", StringComparison.Ordinal));

        string[] inOrder = ["DescribeRegionsResponse", "InvalidAction", "DescribeRegionsResponse"];
        var places = inOrder.Aggregate((At: 0, Found: new List<int>()), (so, what) =>
        {
            var at = answers.IndexOf(what, so.At, StringComparison.Ordinal);
            at.ShouldBeGreaterThan(-1, answers);
            return (answers.IndexOf("HTTP/1.1", at, StringComparison.Ordinal) is > 0 and var next ? next : answers.Length, [.. so.Found, at]);
        });
        places.Found.ShouldBeInOrder();
    }

    [Fact]
    public Task Should_Not_Wait_For_A_Call_For_Ever() => Refused("408 RequestTimeoutException", () => Raw(
        $"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000\r\n\r\n{CreateVpc}"));

    private async Task<string> Raw(string request)
    {
        var answer = await Whole(request);
        var code = answer.Split("<Code>") is [_, var rest, ..] ? " " + rest.Split('<')[0] : "";
        return answer.Split(' ')[1] + code;
    }

    private async Task<string> Whole(string request)
    {
        using var client = await Sent(request);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends the connection in the middle, and goes on when the server has seen that.</summary>
    private async Task CutOff(string request)
    {
        var calls = Cloud.Service<CallLog>();
        var seen = calls.Since(0)[^1].Sequence;
        (await Sent(request)).Dispose();
        while (calls.Since(seen).Count == 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    private async Task<TcpClient> Sent(string request)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(Cloud.Endpoint.Host, Cloud.Endpoint.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        return client;
    }
}
