using Amazon.S3;
using Amazon.S3.Model;

namespace Bundt.LocalCloud.Tests.ObjectStore;

/// <summary>The settings of buckets, and what a bucket with versions keeps.</summary>
public sealed class SettingsAndVersions(RunningCloud cloud) : IClassFixture<RunningCloud>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_Keep_What_Was_Replaced_Or_Deleted_Over_A_Restart()
    {
        await using var restarted = new RunningCloud();
        await restarted.InitializeAsync();
        using var before = restarted.S3();
        await before.PutBucketAsync("kept", Cancellation);
        var plain = await Put(before, "kept", "plain");
        plain.VersionId.ShouldBeNull();
        await Version(before, "kept", VersionStatus.Enabled);
        var second = await Put(before, "kept", "second");
        await before.DeleteObjectAsync("kept", "key", Cancellation);

        await restarted.Restart();

        using var s3 = restarted.S3();
        var versions = (await s3.ListVersionsAsync("kept", Cancellation)).Versions;
        versions.Select(version => (version.VersionId, version.IsDeleteMarker == true, version.IsLatest)).ShouldBe(
            [(versions[0].VersionId, true, true), (second.VersionId, false, false), ("null", false, false)]);
        (await Read(s3, "kept", second.VersionId)).ShouldBe("second");
        (await Read(s3, "kept", "null")).ShouldBe("plain");
        (await Should.ThrowAsync<AmazonS3Exception>(() => Read(s3, "kept", null))).ErrorCode.ShouldBe("NoSuchKey");
        (await Should.ThrowAsync<AmazonS3Exception>(() => Read(s3, "kept", versions[0].VersionId))).ErrorCode.ShouldBe("MethodNotAllowed");
        (await s3.GetBucketVersioningAsync("kept", Cancellation)).VersioningConfig.Status.ShouldBe(VersionStatus.Enabled);
    }

    [Fact]
    public async Task Should_Bring_Back_The_Version_Before_One_That_Goes_For_Good()
    {
        using var s3 = cloud.S3();
        await s3.PutBucketAsync("back", Cancellation);
        await Version(s3, "back", VersionStatus.Enabled);
        var first = await Put(s3, "back", "first");
        var second = await Put(s3, "back", "second");
        var marker = await s3.DeleteObjectAsync("back", "key", Cancellation);
        marker.DeleteMarker.ShouldBe("true");

        await s3.DeleteObjectAsync(new() { BucketName = "back", Key = "key", VersionId = marker.VersionId }, Cancellation);
        (await Read(s3, "back", null)).ShouldBe("second");
        await s3.DeleteObjectAsync(new() { BucketName = "back", Key = "key", VersionId = second.VersionId }, Cancellation);
        (await Read(s3, "back", null)).ShouldBe("first");

        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.DeleteBucketAsync("back", Cancellation))).ErrorCode.ShouldBe("BucketNotEmpty");
        await s3.DeleteObjectAsync("back", "key", Cancellation);
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.DeleteBucketAsync("back", Cancellation))).ErrorCode.ShouldBe("BucketNotEmpty");
        foreach (var version in (await s3.ListVersionsAsync("back", Cancellation)).Versions)
            await s3.DeleteObjectAsync(new() { BucketName = "back", Key = "key", VersionId = version.VersionId }, Cancellation);
        first.VersionId.ShouldNotBeNull();
        await s3.DeleteBucketAsync("back", Cancellation);
        Directory.GetFiles(Path.Combine(cloud.State, "buckets"), "back*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_Hold_One_Version_Without_An_Id_While_Versioning_Is_Suspended()
    {
        using var s3 = cloud.S3();
        await s3.PutBucketAsync("suspended", Cancellation);
        await Version(s3, "suspended", VersionStatus.Enabled);
        var kept = await Put(s3, "suspended", "kept");
        await Version(s3, "suspended", VersionStatus.Suspended);

        await Put(s3, "suspended", "one");
        await Put(s3, "suspended", "two");
        await s3.DeleteObjectAsync("suspended", "key", Cancellation);

        var versions = (await s3.ListVersionsAsync("suspended", Cancellation)).Versions;
        versions.Select(version => (version.VersionId, version.IsDeleteMarker == true)).ShouldBe([("null", true), (kept.VersionId, false)]);
        Directory.GetFiles(Path.Combine(cloud.State, "objects", "suspended")).Length.ShouldBe(3, "a marker, a version and its content");
    }

    [Fact]
    public async Task Should_Answer_Settings_As_They_Were_Made_And_As_AWS_Does_Where_They_Were_Not()
    {
        using var s3 = cloud.S3();
        await s3.PutBucketAsync("settings", Cancellation);

        (await s3.GetBucketVersioningAsync("settings", Cancellation)).VersioningConfig.Status.ShouldBe(VersionStatus.Off);
        (await s3.GetPublicAccessBlockAsync(new() { BucketName = "settings" }, Cancellation)).PublicAccessBlockConfiguration.RestrictPublicBuckets.ShouldBe(true);
        (await Encryption()).ShouldBe(ServerSideEncryptionMethod.AES256);
        await s3.PutBucketEncryptionAsync(
            new()
            {
                BucketName = "settings",
                ServerSideEncryptionConfiguration = new() { ServerSideEncryptionRules = [new() { ServerSideEncryptionByDefault = new() { ServerSideEncryptionAlgorithm = ServerSideEncryptionMethod.AWSKMS } }] },
            }, Cancellation);
        (await Encryption()).ShouldBe(ServerSideEncryptionMethod.AWSKMS);
        await s3.DeleteBucketEncryptionAsync(new() { BucketName = "settings" }, Cancellation);
        (await Encryption()).ShouldBe(ServerSideEncryptionMethod.AES256);
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetBucketVersioningAsync("nowhere", Cancellation))).ErrorCode.ShouldBe("NoSuchBucket");

        async Task<ServerSideEncryptionMethod> Encryption() => (await s3.GetBucketEncryptionAsync(new() { BucketName = "settings" }, Cancellation))
            .ServerSideEncryptionConfiguration.ServerSideEncryptionRules[0].ServerSideEncryptionByDefault.ServerSideEncryptionAlgorithm;
    }

    private static Task<PutObjectResponse> Put(AmazonS3Client s3, string bucket, string content) =>
        s3.PutObjectAsync(new() { BucketName = bucket, Key = "key", ContentBody = content }, Cancellation);

    private static Task Version(AmazonS3Client s3, string bucket, VersionStatus status) =>
        s3.PutBucketVersioningAsync(new() { BucketName = bucket, VersioningConfig = new() { Status = status } }, Cancellation);

    private static async Task<string> Read(AmazonS3Client s3, string bucket, string? version)
    {
        using var found = await s3.GetObjectAsync(new() { BucketName = bucket, Key = "key", VersionId = version }, Cancellation);
        using var reader = new StreamReader(found.ResponseStream);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
