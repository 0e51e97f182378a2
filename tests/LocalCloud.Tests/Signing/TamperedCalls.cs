namespace Bundt.LocalCloud.Tests.Signing;

/// <summary>Every service, every tampering, and AWS's answer to it.</summary>
[Collection(MatrixCollection.Name)]
public sealed class TamperedCalls(Matrix matrix)
{
    private const string Accepted = "200";

    /// <summary>The answers of Auto Scaling, Elastic Load Balancing and STS; of EC2; of Systems Manager; of S3.</summary>
    private static readonly (string What, string Query, string Ec2, string Ssm, string S3)[] Answers =
    [
        ("nothing", Accepted, Accepted, Accepted, Accepted),
        Mismatch("the secret"),
        ("the access key", "403 InvalidClientTokenId", "401 AuthFailure", "400 UnrecognizedClientException", "403 InvalidAccessKeyId"),
        ("a session token that nobody gave", "403 InvalidClientTokenId", "401 AuthFailure", "400 UnrecognizedClientException", "400 InvalidToken"),
        Mismatch("the signature"),
        Mismatch("the body") with { S3 = "400 XAmzContentSHA256Mismatch" },
        Mismatch("the query"),
        Mismatch("the path"),
        Mismatch("the method") with { S3 = "403" },
        Mismatch("the Host header"),
        Mismatch("a signed header, changed"),
        Mismatch("a signed header, dropped"),
        Mismatch("an x-amz- header, added") with { S3 = "403 AccessDenied" },
        Mismatch("the host, not signed") with { S3 = "403 AccessDenied" },
        Mismatch("the date, by a second"),
        Incomplete("the date, dropped") with { S3 = "403 AccessDenied" },
        Incomplete("the date, malformed") with { S3 = "403 AccessDenied" },
        ("the date, told as Date", Accepted, Accepted, Accepted, Accepted),
        ("the clock, 14 minutes late", Accepted, Accepted, Accepted, Accepted),
        Late("the clock, 16 minutes late"),
        ("the clock, 14 minutes early", Accepted, Accepted, Accepted, Accepted),
        Late("the clock, 16 minutes early"),
        Mismatch("the scope's day") with { S3 = "400 AuthorizationHeaderMalformed" },
        Mismatch("the scope's region, unknown") with { S3 = "400 AuthorizationHeaderMalformed" },
        Mismatch("the scope's region, another"),
        Mismatch("the scope's service") with { S3 = "400 AuthorizationHeaderMalformed" },
        Mismatch("the scope's service, another of these") with { S3 = "400 AuthorizationHeaderMalformed" },
        Mismatch("the scope's terminator") with { S3 = "400 AuthorizationHeaderMalformed" },
        Incomplete("the scope, cut short"),
        Missing("Authorization, dropped") with { S3 = "403 AccessDenied" },
        Incomplete("Authorization, without Signature"),
        Incomplete("Authorization, with a blank in it"),
        Incomplete("Authorization, of another algorithm") with { S3 = "400 InvalidArgument" },
        Missing("Authorization, of another kind") with { S3 = "400 InvalidArgument" },
        Mismatch("Authorization, and also in the query") with { S3 = "400 InvalidArgument" },
        Mismatch("Authorization, of a call to another") with { S3 = "400 AuthorizationHeaderMalformed" },
    ];

    public static TheoryData<string, string, string> Cells()
    {
        var cells = new TheoryData<string, string, string>();
        foreach (var (what, query, ec2, ssm, s3) in Answers)
        {
            foreach (var service in SignedCalls.Asks.Keys)
                cells.Add(what, service, service switch { "ec2" => ec2, "ssm" => ssm, "s3" => s3, _ => query });
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Should_Be_Answered_As_AWS_Answers(string what, string service, string answer)
    {
        var sent = SignedCalls.Tamperings.TryGetValue(what, out var tampering)
            ? await tampering.Make(matrix.Boto, Ask(service))
            : SignedCalls.Replay(await matrix.Boto.Sign(Ask(service)), await matrix.Boto.Sign(Ask(service == "sts" ? "ec2" : "sts")));

        (await matrix.Send(sent, what, service)).ShouldBe(answer);
    }

    [Fact]
    public void Should_Tell_The_Answer_To_Every_Tampering() => SignedCalls.Tamperings.Keys.Except(Answers.Select(row => row.What)).ShouldBeEmpty();

    private Ask Ask(string service) => SignedCalls.Asks[service].At(matrix.Cloud);

    private static (string What, string Query, string Ec2, string Ssm, string S3) Mismatch(string what) =>
        (what, "403 SignatureDoesNotMatch", "401 AuthFailure", "400 InvalidSignatureException", "403 SignatureDoesNotMatch");

    private static (string What, string Query, string Ec2, string Ssm, string S3) Incomplete(string what) =>
        (what, "400 IncompleteSignature", "401 AuthFailure", "400 IncompleteSignatureException", "400 AuthorizationHeaderMalformed");

    private static (string What, string Query, string Ec2, string Ssm, string S3) Missing(string what) =>
        (what, "403 MissingAuthenticationToken", "400 MissingParameter", "400 MissingAuthenticationTokenException", "403 AccessDenied");

    private static (string What, string Query, string Ec2, string Ssm, string S3) Late(string what) =>
        (what, "403 SignatureDoesNotMatch", "400 RequestExpired", "400 InvalidSignatureException", "403 RequestTimeTooSkewed");
}
