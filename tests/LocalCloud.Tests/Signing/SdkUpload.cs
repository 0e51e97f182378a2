using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Bundt.LocalCloud.Tests.Signing;

/// <summary>AWSSDK.S3 as a signer that nobody here wrote: its uploads are caught before they are sent. Over HTTP it signs each chunk.</summary>
internal static class SdkUpload
{
    /// <summary>An upload as the SDK would send it.</summary>
    /// <param name="cloud">Where it would send it.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="content">The content.</param>
    /// <param name="checksums">Whether it adds a checksum, in a trailer that is signed too.</param>
    public static async Task<SentRequest> Sign(RunningCloud cloud, string bucket, string key, string content, RequestChecksumCalculation checksums)
    {
        using var wire = new Wire();
        var config = new AmazonS3Config
        {
            ForcePathStyle = true,
            ServiceURL = cloud.Endpoint.ToString(),
            AuthenticationRegion = RunningCloud.Region,
            MaxErrorRetry = 0,
            RequestChecksumCalculation = checksums,
            HttpClientFactory = new Factory(wire),
        };
        using var s3 = new AmazonS3Client(new BasicAWSCredentials(cloud.Keys.AccessKeyId, cloud.Keys.SecretAccessKey), config);
        await Should.ThrowAsync<AmazonS3Exception>(() => s3.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = content }, TestContext.Current.CancellationToken));
        return wire.Caught!;
    }

    private sealed class Factory(Wire wire) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(wire, disposeHandler: false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }

    private sealed class Wire : HttpMessageHandler
    {
        public SentRequest? Caught { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = request.Headers.Concat(request.Content!.Headers)
                .Select(header => (Name: header.Key, Value: string.Join(",", header.Value)))
                .Where(header => header.Name is not ("Content-Length" or "Transfer-Encoding" or "Expect" or "Host"));
            var url = request.RequestUri!;
            var body = await request.Content.ReadAsByteArrayAsync(cancellationToken);
            Caught = new SentRequest(request.Method.Method, url.PathAndQuery, [("Host", url.Authority), .. headers], body);
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { RequestMessage = request, Content = new StringContent("") };
        }
    }
}
