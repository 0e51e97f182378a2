using System.Text;
using Amazon.S3.Model;
using Bundt.LocalCloud.Tests.BadInput;
using Bundt.LocalCloud.Tests.Signing;

namespace Bundt.LocalCloud.Tests.ObjectStore;

/// <summary>What is on the disk for a bucket, and what is answered of what was sent with an object.</summary>
public sealed class WhatIsKept(OpenCloud cloud) : IClassFixture<OpenCloud>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_Sweep_Up_What_A_Killed_Server_Has_Left()
    {
        using var s3 = cloud.S3();
        await s3.PutBucketAsync("swept", Cancellation);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "swept", Key = "kept", ContentBody = "content" }, Cancellation);
        var folder = Path.Combine(cloud.State, "objects", "swept");
        var before = Directory.GetFiles(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, Guid.NewGuid().ToString("N")), "content without an entry", Cancellation);
        await File.WriteAllTextAsync(before.Single(file => file.EndsWith(".json", StringComparison.Ordinal)) + ".new", "{", Cancellation);

        await cloud.Restart();

        Directory.GetFiles(folder).ShouldBe(before, ignoreOrder: true);
        using var after = cloud.S3();
        using var found = await after.GetObjectAsync("swept", "kept", Cancellation);
        using var reader = new StreamReader(found.ResponseStream);
        (await reader.ReadToEndAsync(Cancellation)).ShouldBe("content");
    }

    [Theory]
    [InlineData("plain (text); a=1", "plain (text); a=1")]
    [InlineData("Köln", "=?UTF-8?B?S8O2bG4=?=")]
    [InlineData("a\u0011b", "=?UTF-8?B?YRFi?=")]
    public async Task Should_Answer_Metadata_That_HTTP_Can_Carry(string sent, string answered)
    {
        (await cloud.Send("PUT", "/metadata", [])).ShouldBeOneOf("200", "409 BucketAlreadyOwnedByYou");
        var bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(sent));
        (await cloud.Send("PUT", "/metadata/key", [], ("x-amz-meta-said", bytes), ("Content-Type", bytes))).ShouldBe("200");

        using var found = await cloud.Http.GetAsync(new Uri(cloud.Endpoint, "/metadata/key"), Cancellation);

        found.EnsureSuccessStatusCode();
        found.Headers.NonValidated["x-amz-meta-said"].ShouldHaveSingleItem().ShouldBe(answered);
        found.Content.Headers.NonValidated["Content-Type"].ShouldHaveSingleItem().ShouldBe(answered);
    }
}
