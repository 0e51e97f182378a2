using System.Collections.Immutable;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Bundt.LocalCloud.Tests.Signing;

/// <summary>A request as it goes over the wire, byte for byte: no client in between puts right what was tampered with.</summary>
internal sealed partial record SentRequest(string Method, string Target, ImmutableList<(string Name, string Value)> Headers, byte[] Body)
{
    /// <summary>The answer to a request that ends too early: the connection ends, too.</summary>
    public const string Unanswered = "none";

    /// <summary>The length that is announced, when it is not the body's.</summary>
    public int? ContentLength { get; init; }

    public string this[string header] => Headers.Single(one => Is(one, header)).Value;

    public string Text => Encoding.Latin1.GetString(Body);

    public SentRequest With(string header, string value) => Without(header) with { Headers = Without(header).Headers.Add((header, value)) };

    public SentRequest Without(string header) => this with { Headers = Headers.RemoveAll(one => Is(one, header)) };

    public SentRequest Change(string header, Func<string, string> change) => With(header, Changed(this[header], change));

    public SentRequest ChangeTarget(Func<string, string> change) => this with { Target = Changed(Target, change) };

    public SentRequest ChangeBody(Func<string, string> change) => this with { Body = Encoding.Latin1.GetBytes(Changed(Text, change)) };

    /// <summary>Sends it; the answer is the status, and the error code if there is one: <c>403 SignatureDoesNotMatch</c>.</summary>
    public async Task<string> Send(Uri endpoint)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(endpoint.Host, endpoint.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Wire(), TestContext.Current.CancellationToken);
        if (ContentLength is not null)
            client.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        try
        {
            return Told(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
        catch (IOException) when (ContentLength is not null)
        {
            return Unanswered;
        }
    }

    private static string Told(string answer) =>
        answer.Length == 0 ? Unanswered : $"{answer.Split(' ')[1]} {Code().Match(answer).Groups["code"].Value}".TrimEnd();

    private byte[] Wire()
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Method} {Target} HTTP/1.1\r\n");
        foreach (var (name, value) in Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {ContentLength ?? Body.Length}\r\nConnection: close\r\n\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. Body];
    }

    /// <summary>A tampering that changes nothing would prove nothing.</summary>
    private static string Changed(string before, Func<string, string> change)
    {
        var after = change(before);
        after.ShouldNotBe(before);
        return after;
    }

    private static bool Is((string Name, string Value) header, string name) => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""(<Code>|"__type":")(?<code>[\w.]+)""")]
    private static partial Regex Code();
}
