using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Wire;

public sealed class Resetting(RunningCloud cloud) : IClassFixture<RunningCloud>
{
    [Fact]
    public async Task Should_Begin_Again_With_Nothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var ec2 = cloud.Ec2();
        using var s3 = cloud.S3();
        await ec2.CreateKeyPairAsync(new CreateKeyPairRequest("gone"), cancellation);
        await s3.PutBucketAsync("gone", cancellation);

        (await cloud.Http.PostAsync(new Uri(cloud.Endpoint, "/_local/reset"), null, cancellation)).EnsureSuccessStatusCode();

        (await ec2.DescribeKeyPairsAsync(cancellation)).KeyPairs.ShouldBeNull();
        (await s3.ListBucketsAsync(cancellation)).Buckets.ShouldBeNull();
    }
}
