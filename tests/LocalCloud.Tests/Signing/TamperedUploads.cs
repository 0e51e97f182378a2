using Amazon.S3;
using Amazon.S3.Model;

namespace Bundt.LocalCloud.Tests.Signing;

/// <summary>Every way to send content, every tampering with it, and S3's answer. What was refused is not there, and replaces nothing.</summary>
[Collection(MatrixCollection.Name)]
public sealed class TamperedUploads(Matrix matrix)
{
    private const string Accepted = "200";
    private const string Mismatch = "403 SignatureDoesNotMatch";
    private const string HashMismatch = "400 XAmzContentSHA256Mismatch";
    private const string BadDigest = "400 BadDigest";
    private const string Incomplete = "400 IncompleteBody";

    // Apart from what the other stories of the collection keep in the same bucket: they come in any order.
    private const string Mine = "tampered/";
    private const string Old = Mine + "old";
    private const string New = Mine + "new";

    private static readonly Dictionary<string, Func<SentRequest, SentRequest>> Tamperings = new()
    {
        ["nothing"] = sent => sent,
        ["the content"] = sent => sent.ChangeBody(text => text.Replace("456", "654", StringComparison.Ordinal)),
        ["the content, a byte more"] = sent => sent.ChangeBody(text => text + "0"),
        ["the content, cut short"] = sent => sent with { ContentLength = sent.Body.Length, Body = sent.Body[..^4] },
        ["a chunk's size"] = sent => sent.ChangeBody(text => $"8{text[1..]}"),
        ["a chunk's signature"] = sent => sent.ChangeBody(text => Flip(text, text.IndexOf("chunk-signature=", StringComparison.Ordinal) + 20)),
        ["the last chunk's signature"] = sent => sent.ChangeBody(text => Flip(text, text.LastIndexOf("chunk-signature=", StringComparison.Ordinal) + 20)),
        ["a chunk's signature, renamed"] = sent => sent.ChangeBody(text => text.Replace("chunk-signature", "chunk-signaturX", StringComparison.Ordinal)),
        ["the last chunk, dropped"] = sent => sent.ChangeBody(text => text[..(text.IndexOf("789\r\n", StringComparison.Ordinal) + 5)]),
        ["the trailer's checksum"] = sent => sent.ChangeBody(text => text.Replace("y/Q5Jg==", "y/Q5Jw==", StringComparison.Ordinal)),
        ["the trailer's checksum, no checksum"] = sent => sent.ChangeBody(text => text.Replace("y/Q5Jg==", "none", StringComparison.Ordinal)),
        ["the trailer's signature"] = sent => sent.ChangeBody(text => Flip(text, text.IndexOf("x-amz-trailer-signature:", StringComparison.Ordinal) + 30)),
        ["the trailer's signature, renamed"] = sent => sent.ChangeBody(text => text.Replace("trailer-signature", "trailer-signaturX", StringComparison.Ordinal)),
        ["the trailer's name"] = sent => sent.ChangeBody(text => text.Replace("checksum-crc32:", "checksum-crc33:", StringComparison.Ordinal)),
        ["the trailer, dropped"] = sent => sent.ChangeBody(text => text[..text.IndexOf("x-amz-checksum", StringComparison.Ordinal)] + "\r\n"),
        ["a checksum, dropped"] = sent => sent.Without("x-amz-checksum-crc32"),
        ["the decoded length"] = sent => sent.With("X-Amz-Decoded-Content-Length", "8"),
        ["x-amz-content-sha256"] = sent => sent.With("X-Amz-Content-SHA256", new string('0', 64)),
        ["x-amz-content-sha256, dropped"] = sent => sent.Without("X-Amz-Content-SHA256"),
        ["x-amz-content-sha256, nothing known"] = sent => sent.With("X-Amz-Content-SHA256", "none"),
        ["x-amz-content-sha256, UNSIGNED-PAYLOAD"] = sent => sent.With("X-Amz-Content-SHA256", "UNSIGNED-PAYLOAD"),
        ["the key"] = sent => sent.ChangeTarget(target => target + "x"),
        ["the Authorization, of a read"] = sent => sent with { Method = "GET" },
    };

    /// <summary>An unsigned payload may be any; AWSSDK signs Content-Length, so its uploads are tampered with at their length.</summary>
    public static readonly TheoryData<string, string, string> Cells = new()
    {
        { "nothing", Upload.Hash, Accepted },
        { "the content", Upload.Hash, HashMismatch },
        { "the content, a byte more", Upload.Hash, HashMismatch },
        { "the content, cut short", Upload.Hash, SentRequest.Unanswered },
        { "a checksum, dropped", Upload.Hash, Mismatch },
        { "x-amz-content-sha256", Upload.Hash, Mismatch },
        { "x-amz-content-sha256, dropped", Upload.Hash, "400 InvalidRequest" },
        { "x-amz-content-sha256, nothing known", Upload.Hash, "400 InvalidArgument" },
        { "x-amz-content-sha256, UNSIGNED-PAYLOAD", Upload.Hash, Mismatch },
        { "the key", Upload.Hash, Mismatch },
        { "the Authorization, of a read", Upload.Hash, Mismatch },

        { "nothing", Upload.Unsigned, Accepted },
        { "the content", Upload.Unsigned, Accepted },
        { "the content, cut short", Upload.Unsigned, SentRequest.Unanswered },
        { "x-amz-content-sha256", Upload.Unsigned, Mismatch },

        { "nothing", Upload.Trailer, Accepted },
        { "the content", Upload.Trailer, BadDigest },
        { "the content, cut short", Upload.Trailer, SentRequest.Unanswered },
        { "a chunk's size", Upload.Trailer, Incomplete },
        { "the last chunk, dropped", Upload.Trailer, Incomplete },
        { "the trailer's checksum", Upload.Trailer, BadDigest },
        { "the trailer's checksum, no checksum", Upload.Trailer, "400 InvalidRequest" },
        { "the trailer's name", Upload.Trailer, "400 MalformedTrailerError" },
        { "the trailer, dropped", Upload.Trailer, "400 MalformedTrailerError" },
        { "the decoded length", Upload.Trailer, Mismatch },

        { "nothing", Upload.Chunks, Accepted },
        { "the content", Upload.Chunks, Mismatch },
        { "the content, cut short", Upload.Chunks, SentRequest.Unanswered },
        { "a chunk's size", Upload.Chunks, Mismatch },
        { "a chunk's signature", Upload.Chunks, Mismatch },
        { "the last chunk's signature", Upload.Chunks, Mismatch },
        { "a chunk's signature, renamed", Upload.Chunks, Mismatch },
        { "the decoded length", Upload.Chunks, Mismatch },

        { "nothing", Upload.ChunksAndTrailer, Accepted },
        { "the content", Upload.ChunksAndTrailer, Mismatch },
        { "a chunk's signature", Upload.ChunksAndTrailer, Mismatch },
        { "the last chunk's signature", Upload.ChunksAndTrailer, Mismatch },
        { "the trailer's checksum", Upload.ChunksAndTrailer, Mismatch },
        { "the trailer's signature", Upload.ChunksAndTrailer, Mismatch },
        { "the trailer's signature, renamed", Upload.ChunksAndTrailer, Mismatch },
        { "the trailer's name", Upload.ChunksAndTrailer, Mismatch },
        { "x-amz-content-sha256, UNSIGNED-PAYLOAD", Upload.ChunksAndTrailer, Mismatch },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Should_Be_Answered_As_S3_Answers_And_Leave_Nothing(string what, string way, string answer)
    {
        using var s3 = matrix.Cloud.S3();
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = SignedCalls.Bucket, Key = Old, ContentBody = "as it was" }, Cancellation);

        foreach (var key in new[] { New, Old })
            (await matrix.Send(Tamperings[what](await Upload.Make(matrix, way, key)), what, way)).ShouldBe(answer);

        var kept = answer == Accepted ? 2 : 0;
        (await Lengths(s3)).ShouldBe(kept == 2 ? [(New, 9), (Old, 9)] : [(Old, 9)]);
        using var old = new StreamReader((await s3.GetObjectAsync(SignedCalls.Bucket, Old, Cancellation)).ResponseStream);
        (await old.ReadToEndAsync(Cancellation) == "as it was").ShouldBe(kept == 0);
        await s3.DeleteObjectAsync(SignedCalls.Bucket, New, Cancellation);
    }

    [Fact]
    public void Should_Use_Every_Tampering() => Tamperings.Keys.Except(Cells.Select(cell => cell.Data.Item1)).ShouldBeEmpty();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<(string, long)[]> Lengths(AmazonS3Client s3) =>
    [
        .. (await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = SignedCalls.Bucket, Prefix = Mine }, Cancellation)).S3Objects
            .Select(found => (found.Key, found.Size ?? 0)),
    ];

    private static string Flip(string text, int at) => text[..at] + (text[at] == '0' ? '1' : '0') + text[(at + 1)..];
}
