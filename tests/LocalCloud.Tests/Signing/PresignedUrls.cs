namespace Bundt.LocalCloud.Tests.Signing;

/// <summary>Presigned URLs of S3 and of STS.</summary>
[Collection(MatrixCollection.Name)]
public sealed class PresignedUrls(Matrix matrix)
{
    private const string Accepted = "200";
    private const string Mismatch = "403 SignatureDoesNotMatch";
    private const string Malformed = "400 AuthorizationQueryParametersError";

    private static readonly IReadOnlyDictionary<string, Tampering> Tamperings = new Tampering[]
    {
        new("nothing"),
        new("the secret") { Before = ask => ask with { Secret = "wrong" } },
        new("the access key") { Before = ask => ask with { Key = "AKIAUNKNOWN" } },
        new("a session token that nobody gave") { Before = ask => ask with { Token = "nobodys" } },
        new("the time, 14 minutes ago") { Before = ask => ask with { Time = ask.Time.AddMinutes(-14), Presign = 900 } },
        new("the time, 16 minutes ago") { Before = ask => ask with { Time = ask.Time.AddMinutes(-16), Presign = 900 } },
        new("the time, 16 minutes ago, for an hour") { Before = ask => ask with { Time = ask.Time.AddMinutes(-16) } },
        new("the time, 16 minutes from now") { Before = ask => ask with { Time = ask.Time.AddMinutes(16) } },
        new("the time, dropped") { After = sent => sent.ChangeTarget(target => Without(target, "X-Amz-Date")) },
        new("the time, malformed") { After = sent => sent.ChangeTarget(target => Set(target, "X-Amz-Date", "yesterday")) },
        new("X-Amz-Expires, a week") { Before = ask => ask with { Presign = 604_800 } },
        new("X-Amz-Expires, eight days") { Before = ask => ask with { Presign = 691_200 } },
        new("X-Amz-Expires, prolonged") { After = sent => sent.ChangeTarget(target => Set(target, "X-Amz-Expires", "7200")) },
        new("X-Amz-Expires, no number") { After = sent => sent.ChangeTarget(target => Set(target, "X-Amz-Expires", "soon")) },
        new("X-Amz-Expires, below 0") { After = sent => sent.ChangeTarget(target => Set(target, "X-Amz-Expires", "-1")) },
        new("X-Amz-Expires, dropped") { After = sent => sent.ChangeTarget(target => Without(target, "X-Amz-Expires")) },
        new("X-Amz-Signature") { After = sent => sent.ChangeTarget(target => Set(target, "X-Amz-Signature", new string('0', 64))) },
        new("X-Amz-Signature, dropped") { After = sent => sent.ChangeTarget(target => Without(target, "X-Amz-Signature")) },
        new("X-Amz-Algorithm") { After = sent => sent.ChangeTarget(target => Set(target, "X-Amz-Algorithm", "AWS4-HMAC-SHA512")) },
        new("X-Amz-Credential, cut short") { After = sent => sent.ChangeTarget(target => target.Replace("%2Faws4_request", "", StringComparison.Ordinal)) },
        new("X-Amz-Credential, of another day") { After = sent => sent.ChangeTarget(target => Part(target, 1, "20200101")) },
        new("X-Amz-Credential, of no region") { After = sent => sent.ChangeTarget(target => Part(target, 2, "eu-nowhere-1")) },
        new("X-Amz-Credential, of another service") { After = sent => sent.ChangeTarget(target => Part(target, 3, "iam")) },
        new("X-Amz-Credential, of another terminator") { After = sent => sent.ChangeTarget(target => Part(target, 4, "aws4_reply")) },
        new("the query, added to") { After = sent => sent.ChangeTarget(target => target + "&tampered=1") },
        new("the path") { After = sent => sent.ChangeTarget(target => target.Replace("?", "x?", StringComparison.Ordinal)) },
        new("the method") { After = sent => sent with { Method = "DELETE" } },
        new("an x-amz- header, added") { After = sent => sent.With("x-amz-meta-tampered", "1") },
        new("the Host header") { After = sent => sent.Change("Host", host => host.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)) },
        new("the body") { After = sent => sent with { Body = [(byte)' '] } },
    }.ToDictionary(tampering => tampering.What);

    private static readonly (string What, string S3, string Sts)[] Answers =
    [
        ("nothing", Accepted, Accepted),
        ("the secret", Mismatch, Mismatch),
        ("the access key", "403 InvalidAccessKeyId", "403 InvalidClientTokenId"),
        ("a session token that nobody gave", "400 InvalidToken", "403 InvalidClientTokenId"),
        ("the time, 14 minutes ago", Accepted, Accepted),
        ("the time, 16 minutes ago", "403 AccessDenied", Mismatch),
        ("the time, 16 minutes ago, for an hour", Accepted, Mismatch),
        ("the time, 16 minutes from now", "403 AccessDenied", Mismatch),
        ("the time, dropped", Malformed, "400 IncompleteSignature"),
        ("the time, malformed", Malformed, "400 IncompleteSignature"),
        ("X-Amz-Expires, a week", Accepted, Accepted),
        ("X-Amz-Expires, eight days", Malformed, Accepted),
        ("X-Amz-Expires, prolonged", Mismatch, Mismatch),
        ("X-Amz-Expires, no number", Malformed, Mismatch),
        ("X-Amz-Expires, below 0", Malformed, Mismatch),
        ("X-Amz-Expires, dropped", Malformed, Mismatch),
        ("X-Amz-Signature", Mismatch, Mismatch),
        ("X-Amz-Signature, dropped", Malformed, "400 IncompleteSignature"),
        ("X-Amz-Algorithm", Malformed, "400 IncompleteSignature"),
        ("X-Amz-Credential, cut short", Malformed, "400 IncompleteSignature"),
        ("X-Amz-Credential, of another day", Malformed, Mismatch),
        ("X-Amz-Credential, of no region", Malformed, Mismatch),
        ("X-Amz-Credential, of another service", Malformed, Mismatch),
        ("X-Amz-Credential, of another terminator", Malformed, Mismatch),
        ("the query, added to", Mismatch, Mismatch),
        ("the path", Mismatch, Mismatch),
        ("the method", Mismatch, Mismatch),
        ("an x-amz- header, added", "403 AccessDenied", Mismatch),
        ("the Host header", Mismatch, Mismatch),
        ("the body", Accepted, Mismatch),
    ];

    public static TheoryData<string, string, string> Cells()
    {
        var cells = new TheoryData<string, string, string>();
        foreach (var (what, s3, sts) in Answers)
        {
            cells.Add(what, "s3 GET", s3);
            cells.Add(what, "s3 PUT", s3);
            cells.Add(what, "sts", sts);
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Should_Be_Answered_As_AWS_Answers(string what, string service, string answer) =>
        (await matrix.Send(await Tamperings[what].Make(matrix.Boto, Ask(service)), what, service)).ShouldBe(answer);

    [Fact]
    public void Should_Tell_The_Answer_To_Every_Tampering() => Tamperings.Keys.Except(Answers.Select(row => row.What)).ShouldBeEmpty();

    private Ask Ask(string service)
    {
        var get = SignedCalls.Asks[service == "sts" ? "sts" : "s3"];
        var ask = service == "s3 PUT"
            ? new Ask("s3", "put_object", new Dictionary<string, string>(get.Parameters) { ["Body"] = "" })
            : get;
        return (ask with { Presign = 3600 }).At(matrix.Cloud);
    }

    private static string[] Pairs(string target) => target.Split('?')[1].Split('&');

    private static string Without(string target, string name) => Joined(target, Pairs(target).Where(pair => !Is(pair, name)));

    private static string Set(string target, string name, string value) =>
        Joined(target, Pairs(target).Select(pair => Is(pair, name) ? $"{name}={value}" : pair));

    private static string Part(string target, int index, string value)
    {
        var parts = Pairs(target).Single(pair => Is(pair, "X-Amz-Credential")).Split("%2F");
        parts[index] = value;
        return Set(target, "X-Amz-Credential", string.Join("%2F", parts).Split('=')[1]);
    }

    private static string Joined(string target, IEnumerable<string> pairs) => $"{target.Split('?')[0]}?{string.Join('&', pairs)}";

    private static bool Is(string pair, string name) => pair.StartsWith(name + "=", StringComparison.Ordinal);
}
