using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Bundt.LocalCloud.Tests.BadInput;

/// <summary>What came back for some bytes.</summary>
/// <param name="Text">All of it.</param>
internal sealed record RawAnswer(string Text)
{
    /// <summary>What the HTTP server below refuses is no call yet: it has no request id, and no code.</summary>
    private static readonly string[] BelowCalls = ["400", "404", "405", "408", "411", "413", "414", "417", "431", "505"];

    /// <summary>How long the rest of a request that announced more is waited for, before it is plain that it will not come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private string Status => Text.Split(' ') is [_, var status, ..] ? status[..Math.Min(3, status.Length)] : "";

    private string Head => Text.Split("\r\n\r\n", 2)[0];

    /// <summary>The first answer's body: what spoilt framing has left over is answered as well.</summary>
    private string Body => Text.Split("\r\n\r\n", 2) is [_, var rest] ? rest.Split("HTTP/1.1 ")[0] : "";

    private bool IsCall => Head.Contains("x-amzn-RequestId", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether something was done, or read.</summary>
    public bool Succeeded => Status is ['2' or '3', ..];

    /// <summary>The status and the error code.</summary>
    public string Kind => Text.Length == 0 ? "closed" : Succeeded || !IsCall ? $"{Status}{(IsCall ? "" : " below")}" : $"{Status} {Code()}";

    /// <summary>Whether the connection ended without an answer: then it is not known whether something was done.</summary>
    public bool IsLost => Text.Length == 0;

    /// <summary>What is wrong with it, or null.</summary>
    public string? Flaw => this switch
    {
        { Text: "" } or { Succeeded: true } => null,
        { IsCall: false } => BelowCalls.Contains(Status) ? null : $"{Status} is no refusal",
        { Status: not (['4', ..] or "501") } => $"{Status} is no refusal",
        { Body: "" } => null,
        _ => Code() is { Length: > 0 } ? null : "a refusal without a code",
    };

    /// <summary>Sends bytes and reads to the end.</summary>
    /// <exception cref="OperationCanceledException">The server does not answer, nor close the connection.</exception>
    public static async Task<RawAnswer> To(Uri endpoint, byte[] request)
    {
        using var hangs = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(endpoint.Host, endpoint.Port, hangs.Token);
        try
        {
            var stream = client.GetStream();
            await stream.WriteAsync(request, hangs.Token);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var answer = reader.ReadToEndAsync(hangs.Token);
            await Task.WhenAny(answer, Task.Delay(Patience, hangs.Token));
            if (!answer.IsCompleted)
                client.Client.Shutdown(SocketShutdown.Send);
            return new RawAnswer(await answer);
        }
        catch (Exception closed) when (closed is IOException or SocketException)
        {
            return new RawAnswer("");
        }
    }

    private string? Code()
    {
        try
        {
            return Body.StartsWith('{')
                ? JsonDocument.Parse(Body).RootElement.GetProperty("__type").GetString()
                : XDocument.Parse(Body).Descendants().FirstOrDefault(element => element.Name.LocalName == "Code")?.Value;
        }
        catch (Exception broken) when (broken is JsonException or XmlException or KeyNotFoundException)
        {
            return null;
        }
    }
}
