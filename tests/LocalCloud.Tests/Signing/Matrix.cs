using System.Collections.Concurrent;

namespace Bundt.LocalCloud.Tests.Signing;

/// <summary>A cloud, a signer, and the table of what was answered, which is printed at the end.</summary>
public sealed class Matrix : IAsyncLifetime
{
    private readonly ConcurrentBag<(string What, string Service, string Answer)> _answers = [];

    public RunningCloud Cloud { get; } = new();

    public Boto Boto { get; } = new();

    /// <summary>Sends a request and notes the answer.</summary>
    internal async Task<string> Send(SentRequest sent, string what, string service)
    {
        var answer = await sent.Send(Cloud.Endpoint);
        _answers.Add((what, service, answer));
        TestContext.Current.TestOutputHelper?.WriteLine(Line(what, service, answer));
        return answer;
    }

    public async ValueTask InitializeAsync()
    {
        await Cloud.InitializeAsync();
        using var s3 = Cloud.S3();
        await s3.PutBucketAsync(SignedCalls.Bucket, TestContext.Current.CancellationToken);
        await s3.PutObjectAsync(
            new() { BucketName = SignedCalls.Bucket, Key = SignedCalls.Key, ContentBody = "content" }, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        var rows = _answers.OrderBy(row => row.What, StringComparer.Ordinal).ThenBy(row => row.Service, StringComparer.Ordinal)
            .Select(row => Line(row.What, row.Service, row.Answer));
        Console.WriteLine(string.Join('\n', rows.Prepend(Line("what was tampered with", "service", "answer"))));
        Boto.Dispose();
        await Cloud.DisposeAsync();
    }

    private static string Line(string what, string service, string answer) => $"{what,-40} | {service,-12} | {answer}";
}
