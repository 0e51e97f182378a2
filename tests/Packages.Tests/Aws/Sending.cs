using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Runtime;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;
using LaunchTemplateSpecification = Amazon.AutoScaling.Model.LaunchTemplateSpecification;
using Tag = Amazon.AutoScaling.Model.Tag;

namespace Bundt.Packages.Tests.Aws;

/// <summary>What the generated clients put on the wire.</summary>
public sealed class Sending
{
    [Fact]
    public async Task Should_Number_Lists_And_Flatten_Structures()
    {
        await using var service = (await ScriptedService.Start()).Answers("CreateAutoScalingGroup");

        await service.AutoScaling.CreateAutoScalingGroupAsync(new CreateAutoScalingGroupRequest
        {
            AutoScalingGroupName = "web & co",
            MinSize = 0,
            CapacityRebalance = false,
            LaunchTemplate = new LaunchTemplateSpecification { LaunchTemplateName = "web", Version = "3" },
            TargetGroupARNs = ["arn:blue", "arn:green"],
            TerminationPolicies = [],
            Tags = [new Tag { Key = "bundt:app", Value = "é", PropagateAtLaunch = true }, new Tag { Key = "b" }],
        }, TestContext.Current.CancellationToken);

        service.Received.Single().Form.ShouldBe(new Dictionary<string, string>
        {
            ["Action"] = "CreateAutoScalingGroup",
            ["Version"] = "2011-01-01",
            ["AutoScalingGroupName"] = "web & co",
            ["MinSize"] = "0",
            ["CapacityRebalance"] = "false",
            ["LaunchTemplate.LaunchTemplateName"] = "web",
            ["LaunchTemplate.Version"] = "3",
            ["TargetGroupARNs.member.1"] = "arn:blue",
            ["TargetGroupARNs.member.2"] = "arn:green",
            ["TerminationPolicies"] = "",
            ["Tags.member.1.Key"] = "bundt:app",
            ["Tags.member.1.Value"] = "é",
            ["Tags.member.1.PropagateAtLaunch"] = "true",
            ["Tags.member.2.Key"] = "b",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task Should_Write_Enums_Maps_And_Lists_In_Lists()
    {
        await using var service = (await ScriptedService.Start()).Answers("ModifyRule");

        await service.LoadBalancing.ModifyRuleAsync(new ModifyRuleRequest
        {
            RuleArn = "arn:rule",
            Actions =
            [
                new Action
                {
                    Type = ActionTypeEnum.AuthenticateOidc,
                    AuthenticateOidcConfig = new AuthenticateOidcActionConfig
                    {
                        SessionTimeout = 604_800,
                        AuthenticationRequestExtraParams = new Dictionary<string, string> { ["prompt"] = "login" },
                    },
                },
                new Action
                {
                    Type = "forward",
                    ForwardConfig = new ForwardActionConfig
                    {
                        TargetGroups =
                        [
                            new TargetGroupTuple { TargetGroupArn = "arn:blue", Weight = 90 },
                            new TargetGroupTuple { TargetGroupArn = "arn:green", Weight = 10 },
                        ],
                    },
                },
            ],
        }, TestContext.Current.CancellationToken);

        service.Received.Single().Form.ShouldBe(new Dictionary<string, string>
        {
            ["Action"] = "ModifyRule",
            ["Version"] = "2015-12-01",
            ["RuleArn"] = "arn:rule",
            ["Actions.member.1.Type"] = "authenticate-oidc",
            ["Actions.member.1.AuthenticateOidcConfig.SessionTimeout"] = "604800",
            ["Actions.member.1.AuthenticateOidcConfig.AuthenticationRequestExtraParams.entry.1.key"] = "prompt",
            ["Actions.member.1.AuthenticateOidcConfig.AuthenticationRequestExtraParams.entry.1.value"] = "login",
            ["Actions.member.2.Type"] = "forward",
            ["Actions.member.2.ForwardConfig.TargetGroups.member.1.TargetGroupArn"] = "arn:blue",
            ["Actions.member.2.ForwardConfig.TargetGroups.member.1.Weight"] = "90",
            ["Actions.member.2.ForwardConfig.TargetGroups.member.2.TargetGroupArn"] = "arn:green",
            ["Actions.member.2.ForwardConfig.TargetGroups.member.2.Weight"] = "10",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task Should_Write_Times_In_Utc_And_Fractions_With_A_Point()
    {
        await using var service = (await ScriptedService.Start()).Answers("PutScheduledUpdateGroupAction").Answers("PutScalingPolicy");
        using var client = service.AutoScaling;

        await client.PutScheduledUpdateGroupActionAsync(
            new PutScheduledUpdateGroupActionRequest { StartTime = new DateTime(2026, 3, 1, 16, 42, 0, DateTimeKind.Utc) },
            TestContext.Current.CancellationToken);
        await client.PutScalingPolicyAsync(
            new PutScalingPolicyRequest { TargetTrackingConfiguration = new TargetTrackingConfiguration { TargetValue = 52.5 } },
            TestContext.Current.CancellationToken);

        service.Received[0].Form["StartTime"].ShouldBe("2026-03-01T16:42:00Z");
        service.Received[1].Form["TargetTrackingConfiguration.TargetValue"].ShouldBe("52.5");
    }

    [Fact]
    public async Task Should_Sign_For_The_Region_And_Service()
    {
        await using var service = (await ScriptedService.Start()).Answers("DescribeTags");

        await service.AutoScaling.DescribeTagsAsync(TestContext.Current.CancellationToken);
        await service.LoadBalancing.DescribeTagsAsync(
            new Amazon.ElasticLoadBalancingV2.Model.DescribeTagsRequest(), TestContext.Current.CancellationToken);

        service.Received[0].Headers["Authorization"]
            .ShouldMatch("^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/[0-9]{8}/eu-west-1/autoscaling/aws4_request,");
        service.Received[1].Headers["Authorization"].ShouldContain("/eu-west-1/elasticloadbalancing/aws4_request");
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL")]
    [InlineData("AWS_ENDPOINT_URL_AUTO_SCALING")]
    public async Task Should_Take_Endpoint_From_The_Environment(string variable)
    {
        await using var service = (await ScriptedService.Start()).Answers("DescribeTags");
        Environment.SetEnvironmentVariable(variable, service.Url);
        try
        {
            using var client = new AmazonAutoScalingClient(
                new BasicAWSCredentials("AKIDEXAMPLE", "secret"), new AmazonAutoScalingConfig { AuthenticationRegion = "eu-central-1" });
            await client.DescribeTagsAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }

        service.Received.Single().Headers["Authorization"].ShouldContain("/eu-central-1/autoscaling/aws4_request");
    }

    [Theory]
    [InlineData("eu-west-1", false, "https://autoscaling.eu-west-1.amazonaws.com/")]
    [InlineData("us-east-2", true, "https://autoscaling-fips.us-east-2.amazonaws.com/")]
    [InlineData("us-gov-west-1", true, "https://autoscaling.us-gov-west-1.amazonaws.com/")]
    [InlineData("cn-north-1", false, "https://autoscaling.cn-north-1.amazonaws.com.cn/")]
    public void Should_Know_The_Endpoint_Of_A_Region(string region, bool fips, string endpoint)
    {
        using var client = new AmazonAutoScalingClient(
            new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
            new AmazonAutoScalingConfig
            {
                RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region),
                UseFIPSEndpoint = fips,
                IgnoreConfiguredEndpointUrls = true,
            });

        client.DetermineServiceOperationEndpoint(new DescribePoliciesRequest()).URL.ShouldBe(endpoint);
    }
}
