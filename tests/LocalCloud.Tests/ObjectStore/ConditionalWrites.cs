using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace Bundt.LocalCloud.Tests.ObjectStore;

public sealed class ConditionalWrites(RunningCloud cloud) : IClassFixture<RunningCloud>, IAsyncLifetime
{
    private readonly AmazonS3Client _s3 = cloud.S3();
    private readonly string _bucket = $"b{Guid.NewGuid():N}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _s3.PutBucketAsync(_bucket, Cancellation);

    public ValueTask DisposeAsync()
    {
        _s3.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Should_Let_Only_One_Take_A_Lease()
    {
        var takers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Try(() => Put("lease", $"run {number}", request => request.IfNoneMatch = "*"))));

        takers.Count(outcome => outcome == "done").ShouldBe(1);
        takers.Where(outcome => outcome != "done").ShouldAllBe(outcome => outcome == "PreconditionFailed" || outcome == "ConditionalRequestConflict");
    }

    [Fact]
    public async Task Should_Renew_Only_What_Is_Still_Ours()
    {
        var first = (await Put("ours", "1")).ETag;
        var second = (await Put("ours", "2", request => request.IfMatch = first)).ETag;

        (await Try(() => Put("ours", "3", request => request.IfMatch = first))).ShouldBe("PreconditionFailed");
        (await Try(() => Put("nobodys", "1", request => request.IfMatch = first))).ShouldBe("NoSuchKey");
        (await Try(() => _s3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = _bucket, Key = "ours", IfMatch = first }, Cancellation))).ShouldBe("PreconditionFailed");
        (await Try(() => _s3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = _bucket, Key = "ours", IfMatch = second }, Cancellation))).ShouldBe("done");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(300_000)]
    public async Task Should_Give_Back_What_Was_Put(int size)
    {
        var content = new string('x', size);
        await Put("a folder/größe+1.txt", content, request => request.Metadata.Add("run", "7"));

        using var found = await _s3.GetObjectAsync(_bucket, "a folder/größe+1.txt", Cancellation);

        using var reader = new StreamReader(found.ResponseStream, Encoding.UTF8);
        (await reader.ReadToEndAsync(Cancellation)).ShouldBe(content);
        found.Metadata["run"].ShouldBe("7");
    }

    [Fact]
    public async Task Should_List_In_Order_By_Prefix_And_Page()
    {
        foreach (var key in new[] { "history/b", "history/a", "other", "history/deep/c", "history/deep/d" })
            await Put(key, key);

        var first = await _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _bucket, Prefix = "history/", Delimiter = "/", MaxKeys = 2 }, Cancellation);
        var second = await _s3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = _bucket, Prefix = "history/", Delimiter = "/", MaxKeys = 2, ContinuationToken = first.NextContinuationToken }, Cancellation);

        first.S3Objects.Select(found => found.Key).ShouldBe(["history/a", "history/b"]);
        second.CommonPrefixes.ShouldBe(["history/deep/"]);
        second.IsTruncated.ShouldBe(false);
    }

    [Fact]
    public async Task Should_Keep_Objects_Over_A_Restart()
    {
        await Put("kept", "content");

        await cloud.Restart();

        using var s3 = cloud.S3();
        (await s3.GetObjectMetadataAsync(_bucket, "kept", Cancellation)).ContentLength.ShouldBe(7);
    }

    private Task<PutObjectResponse> Put(string key, string content, Action<PutObjectRequest>? with = null)
    {
        var request = new PutObjectRequest { BucketName = _bucket, Key = key, ContentBody = content };
        with?.Invoke(request);
        return _s3.PutObjectAsync(request, Cancellation);
    }

    private static async Task<string> Try(Func<Task> call)
    {
        try
        {
            await call();
            return "done";
        }
        catch (AmazonS3Exception refusal)
        {
            return refusal.ErrorCode;
        }
    }
}
