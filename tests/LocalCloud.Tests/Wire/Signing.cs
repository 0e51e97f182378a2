using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace Bundt.LocalCloud.Tests.Wire;

public sealed class Signing(RunningCloud cloud) : IClassFixture<RunningCloud>
{
    [Fact]
    public async Task Should_Tell_A_Rightly_Signed_Caller_Who_It_Is()
    {
        using var sts = cloud.Sts();

        var caller = await Ask(sts);

        caller.Account.ShouldBe("000000000000");
        caller.Arn.ShouldBe("arn:aws:iam::000000000000:user/local");
    }

    [Fact]
    public async Task Should_Refuse_A_Wrong_Secret()
    {
        using var sts = cloud.Sts(new BasicAWSCredentials(cloud.Keys.AccessKeyId, "wrong"));

        var refusal = await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => Ask(sts));

        (refusal.ErrorCode, (int)refusal.StatusCode).ShouldBe(("SignatureDoesNotMatch", 403));
    }

    [Fact]
    public async Task Should_Refuse_An_Unknown_Key()
    {
        using var sts = cloud.Sts(new BasicAWSCredentials("AKIAUNKNOWN", "wrong"));

        var refusal = await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => Ask(sts));

        (refusal.ErrorCode, (int)refusal.StatusCode).ShouldBe(("InvalidClientTokenId", 403));
    }

    [Fact]
    public async Task Should_Refuse_An_Unsigned_Call_In_EC2s_Words()
    {
        using var form = new FormUrlEncodedContent([new("Action", "DescribeInstances"), new("Version", "2016-11-15")]);

        var answer = await cloud.Http.PostAsync(cloud.Endpoint, form, TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBe(400);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        body.ShouldContain("<Response><Errors><Error><Code>MissingParameter</Code>");
    }

    [Fact]
    public async Task Should_Let_A_Presigned_Url_Write_And_Read()
    {
        using var s3 = cloud.S3();
        await s3.PutBucketAsync("given", TestContext.Current.CancellationToken);
        string Url(HttpVerb verb) => s3.GetPreSignedURL(
            new GetPreSignedUrlRequest { BucketName = "given", Key = "a b", Verb = verb, Protocol = Protocol.HTTP, Expires = DateTime.UtcNow.AddMinutes(1) });
        using var content = new StringContent("payload");

        (await cloud.Http.PutAsync(Url(HttpVerb.PUT), content, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        (await cloud.Http.GetStringAsync(Url(HttpVerb.GET), TestContext.Current.CancellationToken)).ShouldBe("payload");
        ((int)(await cloud.Http.DeleteAsync(Url(HttpVerb.GET), TestContext.Current.CancellationToken)).StatusCode).ShouldBe(403);
    }

    private static Task<GetCallerIdentityResponse> Ask(AmazonSecurityTokenServiceClient sts) =>
        sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), TestContext.Current.CancellationToken);
}
