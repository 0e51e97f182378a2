using Amazon.Runtime;
using Amazon.S3.Model;

namespace Bundt.LocalCloud.Tests.Signing;

/// <summary>The control: what is refused elsewhere is refused for its signature, and for nothing else.</summary>
[Collection(MatrixCollection.Name)]
public sealed class AnyCredentials(OpenCloud cloud, Matrix matrix) : IClassFixture<OpenCloud>, IAsyncLifetime
{
    /// <summary>These change what is asked for, not only how it is signed; so does the query of S3, where it names a subresource.</summary>
    private static readonly string[] Others = ["the path", "the method"];

    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var what in SignedCalls.Tamperings.Keys.Except(Others))
        {
            foreach (var service in SignedCalls.Asks.Keys.Where(service => service != "s3" || what != "the query"))
                cells.Add(what, service);
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Should_Do_For_A_Tampered_Call(string what, string service)
    {
        var sent = await SignedCalls.Tamperings[what].Make(matrix.Boto, SignedCalls.Asks[service].At(cloud));

        (await sent.Send(cloud.Endpoint)).ShouldBe("200");
    }

    [Fact]
    public async Task Should_Do_For_A_Tampered_Chunk()
    {
        var sent = await SdkUpload.Sign(cloud, SignedCalls.Bucket, "chunked", Upload.Content, RequestChecksumCalculation.WHEN_SUPPORTED);

        (await sent.ChangeBody(text => text.Replace("456", "654", StringComparison.Ordinal)).Send(cloud.Endpoint)).ShouldBe("200");
    }

    public async ValueTask InitializeAsync()
    {
        using var s3 = cloud.S3();
        if ((await s3.ListBucketsAsync(TestContext.Current.CancellationToken)).Buckets is null)
            await s3.PutBucketAsync(SignedCalls.Bucket, TestContext.Current.CancellationToken);
        await s3.PutObjectAsync(
            new PutObjectRequest { BucketName = SignedCalls.Bucket, Key = SignedCalls.Key, ContentBody = "content" },
            TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
