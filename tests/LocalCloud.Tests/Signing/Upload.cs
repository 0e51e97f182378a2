using System.Text;
using Amazon.Runtime;

namespace Bundt.LocalCloud.Tests.Signing;

/// <summary>The ways to send an object's content, each as the client that uses it by itself sends it.</summary>
internal static class Upload
{
    public const string Content = "123456789";

    public const string Hash = "the hash of the body";
    public const string Unsigned = "UNSIGNED-PAYLOAD";
    public const string Trailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    public const string Chunks = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    public const string ChunksAndTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";

    /// <summary>Makes an upload of nine bytes.</summary>
    public static Task<SentRequest> Make(Matrix matrix, string way, string key, params (string Name, string Value)[] more)
    {
        var ask = new Ask("s3", "put_object", new Dictionary<string, string>(more.Select(one => KeyValuePair.Create(one.Name, one.Value)))
        {
            ["Bucket"] = SignedCalls.Bucket,
            ["Key"] = key,
            ["Body"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(Content)),
        });
        return way switch
        {
            Hash => matrix.Boto.Sign(ask.At(matrix.Cloud)),
            Unsigned => matrix.Boto.Sign((ask with { Secure = true, SignBody = false, Checksums = "when_required" }).At(matrix.Cloud)),
            Trailer => matrix.Boto.Sign((ask with { Secure = true }).At(matrix.Cloud)),
            Chunks => SdkUpload.Sign(matrix.Cloud, SignedCalls.Bucket, key, Content, RequestChecksumCalculation.WHEN_REQUIRED),
            _ => SdkUpload.Sign(matrix.Cloud, SignedCalls.Bucket, key, Content, RequestChecksumCalculation.WHEN_SUPPORTED),
        };
    }
}
