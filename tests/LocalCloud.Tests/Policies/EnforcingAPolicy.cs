using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SimpleSystemsManagement.Model;
using Bundt.LocalCloud.Tests.Ec2;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Tests.Policies;

/// <summary>A policy is put in force, and callers are refused what it does not allow, each in the words of its service.</summary>
public sealed class EnforcingAPolicy(RunningCloud cloud) : Ec2Story(cloud), IAsyncDisposable
{
    private const string Caller = "User: arn:aws:iam::000000000000:user/local is not authorized to perform: ";

    private Uri Policy { get; } = new(cloud.Endpoint, "/_local/policy");

    public async ValueTask DisposeAsync()
    {
        (await Cloud.Http.DeleteAsync(Policy, Cancellation)).EnsureSuccessStatusCode();
        Dispose();
    }

    [Fact]
    public async Task Should_Allow_What_It_Names_And_Refuse_The_Rest()
    {
        await Enforce(Allowing("ec2:DescribeVpcs"));

        (await Ec2.DescribeVpcsAsync(Cancellation)).Vpcs.ShouldNotBeEmpty();
        var refusal = await Should.ThrowAsync<AmazonEC2Exception>(() => Ec2.DescribeSubnetsAsync(Cancellation));

        (refusal.ErrorCode, refusal.StatusCode).ShouldBe(("UnauthorizedOperation", HttpStatusCode.Forbidden));
        refusal.Message.ShouldBe($"You are not authorized to perform this operation. {Caller}ec2:DescribeSubnets because no identity-based policy allows the ec2:DescribeSubnets action.");
    }

    [Fact]
    public async Task Should_Refuse_As_Each_Service_Does()
    {
        using var s3 = Cloud.S3();
        using var ssm = Cloud.Ssm();
        var aws = new AwsCli(Cloud);
        await Enforce(Allowing("ec2:*"));

        Told(await Should.ThrowAsync<AmazonS3Exception>(() => s3.ListBucketsAsync(Cancellation))).ShouldBe(("AccessDenied", HttpStatusCode.Forbidden, "s3:ListAllMyBuckets"));
        Told(await Should.ThrowAsync<AmazonServiceException>(() => ssm.GetParameterAsync(new GetParameterRequest { Name = "/aws/service/debian/release/12/latest/amd64" }, Cancellation)))
            .ShouldBe(("AccessDeniedException", HttpStatusCode.BadRequest, "ssm:GetParameter"));
        (await aws.Refusal("autoscaling describe-auto-scaling-groups")).ShouldContain($"(AccessDenied) when calling the DescribeAutoScalingGroups operation: {Caller}autoscaling:DescribeAutoScalingGroups ");
        (await aws.Refusal("elbv2 describe-load-balancers")).ShouldContain($"(AccessDenied) when calling the DescribeLoadBalancers operation: {Caller}elasticloadbalancing:DescribeLoadBalancers ");
    }

    [Fact]
    public async Task Should_Always_Tell_Callers_Who_They_Are()
    {
        using var sts = Cloud.Sts();
        await Enforce(Allowing("ec2:DescribeVpcs"));

        (await sts.GetCallerIdentityAsync(new(), Cancellation)).Account.ShouldBe("000000000000");
    }

    [Theory]
    [InlineData("ec2:Describe*")]
    [InlineData("ec2:DescribeVpc?")]
    [InlineData("EC2:describevpcs")]
    [InlineData("*")]
    public async Task Should_Take_Wildcards_As_IAM_Does(string pattern)
    {
        await Enforce(Allowing(pattern));

        (await Ec2.DescribeVpcsAsync(Cancellation)).Vpcs.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Should_Let_A_Denial_Win()
    {
        await Enforce("""
            { "Statement": [
              { "Effect": "Allow", "Action": "*", "Resource": "*" },
              { "Effect": "Deny", "NotAction": ["ec2:DescribeVpcs"], "Resource": "*", "Condition": { "StringEquals": { "aws:RequestedRegion": "mars-1" } } }
            ] }
            """);

        (await Ec2.DescribeVpcsAsync(Cancellation)).Vpcs.ShouldNotBeEmpty();
        (await Should.ThrowAsync<AmazonEC2Exception>(() => Ec2.DescribeSubnetsAsync(Cancellation))).Message
            .ShouldEndWith("ec2:DescribeSubnets with an explicit deny in an identity-based policy.");
    }

    [Fact]
    public async Task Should_Ask_For_The_Right_To_Tag_Of_Whoever_Tags_What_They_Make()
    {
        await Enforce(Allowing("ec2:CreateKeyPair"));

        (await Ec2.CreateKeyPairAsync(new CreateKeyPairRequest("untagged"), Cancellation)).KeyPair.ShouldNotBeNull();
        var tagged = new CreateKeyPairRequest("tagged") { TagSpecifications = [new() { ResourceType = ResourceType.KeyPair, Tags = [new("a", "b")] }] };

        (await Should.ThrowAsync<AmazonEC2Exception>(() => Ec2.CreateKeyPairAsync(tagged, Cancellation))).Message.ShouldContain($"{Caller}ec2:CreateTags ");
    }

    [Fact]
    public async Task Should_Tell_That_An_Object_Is_Not_There_Only_To_Whoever_May_List()
    {
        using var s3 = Cloud.S3();
        await s3.PutBucketAsync("shelf", Cancellation);

        await Enforce(Allowing("s3:GetObject"));
        Told(await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetObjectAsync("shelf", "gone", Cancellation))).ShouldBe(("AccessDenied", HttpStatusCode.Forbidden, "s3:ListBucket"));

        await Enforce(Allowing("s3:*"));
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetObjectAsync("shelf", "gone", Cancellation))).ErrorCode.ShouldBe("NoSuchKey");
    }

    [Fact]
    public async Task Should_Change_Nothing_When_It_Refuses()
    {
        await Enforce(Allowing("ec2:DescribeKeyPairs"));

        await Should.ThrowAsync<AmazonEC2Exception>(() => Ec2.CreateKeyPairAsync(new CreateKeyPairRequest("refused"), Cancellation));

        ((await Ec2.DescribeKeyPairsAsync(Cancellation)).KeyPairs ?? []).ShouldNotContain(pair => pair.KeyName == "refused");
    }

    [Fact]
    public async Task Should_Spare_Whoever_Only_Looks_On()
    {
        using var onlooker = Cloud.Ec2(named: "onlooker");
        await Enforce(Allowing("s3:ListAllMyBuckets"), "?spares=*app/nobody*&spares=*app/onlooker*");

        (await onlooker.DescribeVpcsAsync(Cancellation)).Vpcs.ShouldNotBeEmpty();
        await Should.ThrowAsync<AmazonEC2Exception>(() => Ec2.DescribeVpcsAsync(Cancellation));
    }

    [Fact]
    public async Task Should_Allow_Everything_Once_It_Is_Lifted()
    {
        await Enforce(Allowing("s3:GetObject"));
        await Should.ThrowAsync<AmazonEC2Exception>(() => Ec2.DescribeVpcsAsync(Cancellation));

        (await Cloud.Http.DeleteAsync(Policy, Cancellation)).EnsureSuccessStatusCode();

        (await Ec2.DescribeVpcsAsync(Cancellation)).Vpcs.ShouldNotBeEmpty();
        (await Cloud.Http.GetAsync(Policy, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Should_Say_Which_Recorded_Calls_Another_Policy_Would_Refuse()
    {
        var since = (await Cloud.Http.GetFromJsonAsync<RecordedCall[]>(new Uri(Cloud.Endpoint, "/_local/calls"), Cancellation))!.Max(call => (long?)call.Sequence) ?? 0;
        await Ec2.DescribeVpcsAsync(Cancellation);
        await Ec2.DescribeSubnetsAsync(Cancellation);
        using var policy = new StringContent(Allowing("ec2:DescribeVpcs"));

        var answer = await Cloud.Http.PostAsync(new Uri(Policy, $"/_local/policy/try?since={since}"), policy, Cancellation);

        var refused = (await answer.Content.ReadFromJsonAsync<JsonElement[]>(Cancellation))!.ShouldHaveSingleItem();
        (refused.GetProperty("sequence").GetInt64(), refused.GetProperty("action").GetString()).ShouldBe((since + 2, "ec2:DescribeSubnets"));
        (await Ec2.DescribeSubnetsAsync(Cancellation)).Subnets.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("""{ "Statement" """, "Expected")]
    [InlineData("\"all\"", "a policy is a JSON object")]
    [InlineData("{}", "a policy needs a Statement")]
    [InlineData("""{ "Statement": [] }""", "Statement is empty")]
    [InlineData("""{ "Version": "2026-01-01", "Statement": [] }""", "Version is one of 2012-10-17, 2008-10-17")]
    [InlineData("""{ "Statements": [] }""", "a policy has no Statements; it has Version, Id, Statement")]
    [InlineData("""{ "Statement": { "Action": "*", "Resource": "*" } }""", "statement 1: Effect is Allow or Deny")]
    [InlineData("""{ "Statement": { "Effect": "allow", "Action": "*", "Resource": "*" } }""", "statement 1: Effect is Allow or Deny")]
    [InlineData("""{ "Statement": { "Effect": "Allow", "Resource": "*" } }""", "statement 1 has either Action or NotAction")]
    [InlineData("""{ "Statement": { "Effect": "Allow", "Action": "*" } }""", "statement 1 has either Resource or NotResource")]
    [InlineData("""{ "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*" } }""", "statement 1 has no Principal; it has Sid,")]
    [InlineData("""{ "Statement": { "Effect": "Allow", "Action": [], "Resource": "*" } }""", "statement 1: Action is a text, or a list of texts")]
    [InlineData("""{ "Statement": { "Effect": "Allow", "Action": "RunInstances", "Resource": "*" } }""", "statement 1: 'RunInstances' is no action such as ec2:RunInstances")]
    [InlineData("""{ "Statement": { "Sid": "a b", "Effect": "Allow", "Action": "*", "Resource": "*" } }""", "statement 1: Sid has letters and digits alone")]
    [InlineData("""{ "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { "Bool": "x" } } }""", "statement 1: Condition has an object for each operator")]
    public async Task Should_Say_What_Is_Wrong_With_A_Document(string document, string reason)
    {
        using var content = new StringContent(document);

        var answer = await Cloud.Http.PutAsync(Policy, content, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("error").GetString()!.ShouldContain(reason);
        (await Ec2.DescribeVpcsAsync(Cancellation)).Vpcs.ShouldNotBeEmpty();
    }

    private static string Allowing(string action) => $$"""{ "Version": "2012-10-17", "Statement": [{ "Sid": "One", "Effect": "Allow", "Action": "{{action}}", "Resource": "*" }] }""";

    private async Task Enforce(string policy, string query = "")
    {
        using var content = new StringContent(policy);
        (await Cloud.Http.PutAsync(new Uri(Policy, $"/_local/policy{query}"), content, Cancellation)).EnsureSuccessStatusCode();
    }

    private static (string Code, HttpStatusCode Status, string Action) Told(AmazonServiceException refusal) =>
        (refusal.ErrorCode, refusal.StatusCode, refusal.Message.Split(Caller)[1].Split(' ')[0]);
}
