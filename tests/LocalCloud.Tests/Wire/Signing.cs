using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace Bundt.LocalCloud.Tests.Wire;

public sealed class Signing(RunningCloud cloud) : IClassFixture<RunningCloud>
{
    [Fact]
    public async Task Should_Tell_A_Rightly_Signed_Caller_Who_It_Is()
    {
        using var sts = cloud.Sts();

        var caller = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), TestContext.Current.CancellationToken);

        caller.Account.ShouldBe("000000000000");
        caller.Arn.ShouldBe("arn:aws:iam::000000000000:user/local");
    }

    [Fact]
    public async Task Should_Refuse_A_Wrong_Secret()
    {
        using var sts = cloud.Sts(new BasicAWSCredentials(cloud.Keys.AccessKeyId, "wrong"));

        var refusal = await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), TestContext.Current.CancellationToken));

        (refusal.ErrorCode, (int)refusal.StatusCode).ShouldBe(("SignatureDoesNotMatch", 403));
    }

    [Fact]
    public async Task Should_Refuse_An_Unknown_Key()
    {
        using var sts = cloud.Sts(new BasicAWSCredentials("AKIAUNKNOWN", "wrong"));

        var refusal = await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), TestContext.Current.CancellationToken));

        (refusal.ErrorCode, (int)refusal.StatusCode).ShouldBe(("InvalidClientTokenId", 403));
    }

    [Fact]
    public async Task Should_Refuse_An_Unsigned_Call_In_EC2s_Words()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["Action"] = "DescribeInstances", ["Version"] = "2016-11-15" });

        var answer = await cloud.Http.PostAsync(cloud.Endpoint, form, TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBe(401);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("<Response><Errors><Error><Code>AuthFailure</Code>");
    }
}
