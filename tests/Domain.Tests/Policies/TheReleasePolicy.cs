using Bundt.Domain.Environments;
using Bundt.Domain.Policies;

namespace Bundt.Domain.Tests.Policies;

/// <summary>What an environment's file says, its policy allows, and nothing that it does not say.</summary>
public sealed class TheReleasePolicy
{
    // As in environments/examples/prod.yaml.
    private static readonly ReleaseEnvironment Prod = new()
    {
        Name = "prod",
        Application = new() { Name = "shop", Checkout = "../shop" },
        Aws = new() { Account = "123456789012", Region = "eu-west-1" },
        Bake = new() { Source = new() { Name = "debian-12-amd64-*", Owner = "136693071363" }, Subnet = "shop-bake" },
        Servers = new() { Subnets = ["a"], SecurityGroups = ["shop-servers"], InstanceProfile = "shop-server", Scaling = [new TargetTracking { Name = "cpu", Metric = "ASGAverageCPUUtilization", Target = 55 }] },
        Traffic = new() { LoadBalancer = "shop-prod", TargetGroups = new() { Blue = "shop-prod-blue", Green = "shop-prod-green" }, Preview = new() { Blue = 8081, Green = 8082 } },
    };

    private static readonly string[] OfBakes =
    [
        "ec2:AuthorizeSecurityGroupIngress", "ec2:CreateImage", "ec2:CreateKeyPair", "ec2:CreateSecurityGroup", "ec2:DeleteKeyPair", "ec2:DeleteSecurityGroup",
        "ec2:DescribeInstanceStatus", "ec2:DescribeInstanceTypeOfferings", "ec2:DescribeKeyPairs", "ec2:DescribeRegions", "ec2:DescribeVolumes", "ec2:DescribeVpcs",
        "ec2:ModifyImageAttribute", "ec2:ModifyInstanceMetadataOptions", "ec2:StopInstances", "ec2:TerminateInstances",
    ];

    /// <summary>A change of the file, the actions that it adds, and those that it takes away.</summary>
    public static TheoryData<string, ReleaseEnvironment, string[], string[]> Files => new()
    {
        { "copies", Baking(bake => bake with { CopyTo = ["us-east-1"] }), ["ec2:CopyImage"], [] },
        { "shares", Baking(bake => bake with { ShareWith = ["210987654321"] }), ["ec2:DescribeImageAttribute"], [] },
        { "deprecates", Baking(bake => bake with { DeprecateAfter = TimeSpan.FromDays(90) }), ["ec2:EnableImageDeprecation"], [] },
        { "takes images of its own account", Baking(bake => bake with { From = new() { Owner = "self" } }), [], OfBakes },
        { "takes images of another account", Baking(bake => bake with { From = new() { Owner = "210987654321" } }), [], [.. OfBakes, "ec2:DeleteSnapshot", "ec2:DeregisterImage"] },
        { "bakes with a profile", Baking(bake => bake with { InstanceProfile = "shop-bake" }), ["iam:GetInstanceProfile"], [] },
        {
            "encrypts", Baking(bake => bake with { Volume = new() { Encrypted = true, KmsKey = "alias/shop" } }),
            ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"], []
        },
        { "has no profile", Serving(servers => servers with { InstanceProfile = null }), [], ["iam:PassRole"] },
        { "does not scale", Serving(servers => servers with { Scaling = [] }), [], ["autoscaling:PutScalingPolicy"] },
        { "collects metrics", Serving(servers => servers with { Metrics = ["all"] }), ["autoscaling:EnableMetricsCollection"], [] },
        {
            "launches from configurations", Serving(servers => servers with { Launch = LaunchKind.Configuration }),
            ["autoscaling:CreateLaunchConfiguration", "autoscaling:DeleteLaunchConfiguration"], ["ec2:CreateLaunchTemplate", "ec2:CreateLaunchTemplateVersion", "ec2:DeleteLaunchTemplate"]
        },
        {
            "lets live servers be struck", Striking(ChaosSettings.Everywhere),
            ["autoscaling:SetInstanceHealth", "autoscaling:TerminateInstanceInAutoScalingGroup", "elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"], []
        },
        { "lets live servers be terminated", Striking([ChaosKind.Terminate, ChaosKind.Zone]), ["autoscaling:TerminateInstanceInAutoScalingGroup"], [] },
        { "lets live servers be taken out", Striking([ChaosKind.Deregister]), ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"], [] },
        { "moves a rule", Prod with { Traffic = Prod.Traffic with { Rule = 10 } }, ["elasticloadbalancing:ModifyRule"], ["elasticloadbalancing:ModifyListener"] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Should_Allow_What_The_File_Asks_For(string file, ReleaseEnvironment environment, string[] added, string[] taken)
    {
        var (usual, its) = (Names(Prod), Names(environment));

        its.Except(usual).Order(StringComparer.Ordinal).ShouldBe(added.Order(StringComparer.Ordinal), $"a file that {file}");
        usual.Except(its).Order(StringComparer.Ordinal).ShouldBe(taken.Order(StringComparer.Ordinal), $"a file that {file}");
    }

    [Fact]
    public void Should_Allow_Nothing_By_A_Wildcard() => Names(Prod).ShouldAllBe(action => !action.Contains('*'));

    [Fact]
    public void Should_Write_On_Everything_Nowhere() => ReleasePolicy.Of(Prod).Statements.Where(statement => statement.Resources.Contains("*"))
        .SelectMany(statement => statement.Actions).ShouldAllBe(action => action.Name.Contains(":Describe"));

    [Fact]
    public void Should_Change_Only_What_Has_The_Names_And_Tags_Of_The_Environment()
    {
        var groups = Statement(Prod, "ChangeGroups");

        groups.Resources.ShouldBe(["arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:*:autoScalingGroupName/shop-prod-v*"]);
        groups.Conditions.Select(condition => condition.ToString()).ShouldBe(["aws:ResourceTag/bundt:app StringEquals shop", "aws:ResourceTag/bundt:env StringEquals prod"]);
        Statement(Prod, "PruneImages").Conditions.Select(condition => condition.ToString()).ShouldBe(["aws:ResourceTag/bundt:app StringEquals shop"]);
        Statement(Prod, "KeepState").Resources.ShouldBe(["arn:aws:s3:::bundt-123456789012-eu-west-1/shop/prod/*"]);
        Statement(Prod, "MoveTraffic").Resources.ShouldBe(["arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop-prod/*/*"]);
    }

    [Fact]
    public void Should_Attach_Groups_To_The_Two_Target_Groups_Alone()
    {
        foreach (var sid in new[] { "CreateGroups", "AttachGroups" })
        {
            Statement(Prod, sid).Conditions.Single(condition => condition.Key == "autoscaling:TargetGroupARNs").Values.ShouldBe(
            [
                "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop-prod-blue/*",
                "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop-prod-green/*",
            ]);
        }
    }

    [Fact]
    public void Should_Strike_Servers_Of_The_Environment_Alone()
    {
        var strikes = Statement(Striking(ChaosSettings.Everywhere), "StrikeServers");

        strikes.Resources.ShouldBe(Statement(Prod, "ChangeGroups").Resources);
        strikes.Conditions.Select(condition => $"{condition}").ShouldBe(Statement(Prod, "ChangeGroups").Conditions.Select(condition => $"{condition}"));
        Statement(Striking(ChaosSettings.Everywhere), "StrikeTargets").Resources.ShouldBe(
            ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop-prod-blue/*", "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop-prod-green/*"]);
    }

    [Fact]
    public void Should_Move_A_Rule_By_Its_Own_Kind_Of_Arn() => Statement(Prod with { Traffic = Prod.Traffic with { Rule = 10 } }, "MoveTraffic").Resources
        .ShouldBe(["arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/shop-prod/*/*/*"]);

    [Fact]
    public void Should_Pass_The_Roles_Of_Its_Profiles_To_Instances_Alone()
    {
        var roles = Statement(Baking(bake => bake with { InstanceProfile = "shop-bake" }), "PassRoles");

        roles.Resources.ShouldBe(["arn:aws:iam::123456789012:role/shop-server", "arn:aws:iam::123456789012:role/shop-bake"]);
        roles.Conditions.Select(condition => condition.ToString()).ShouldBe(["iam:PassedToService StringEquals ec2.amazonaws.com"]);
    }

    [Theory]
    [InlineData("alias/shop", "arn:aws:kms:eu-west-1:123456789012:key/*", "alias/shop")]
    [InlineData("1234abcd-12ab-34cd-56ef-1234567890ab", "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab", null)]
    [InlineData("arn:aws:kms:eu-west-1:999999999999:key/1234abcd", "arn:aws:kms:eu-west-1:999999999999:key/1234abcd", null)]
    [InlineData("arn:aws:kms:eu-west-1:123456789012:alias/shop", "arn:aws:kms:eu-west-1:123456789012:key/*", "alias/shop")]
    public void Should_Use_One_Key_Alone(string key, string resource, string? alias)
    {
        var keys = Statement(Baking(bake => bake with { Volume = new() { Encrypted = true, KmsKey = key } }), "UseKeys");

        keys.Resources.ShouldBe([resource]);
        keys.Conditions.SingleOrDefault(condition => condition.Key == "kms:ResourceAliases")?.Values.ShouldHaveSingleItem().ShouldBe(alias);
        keys.Conditions.Any(condition => condition.Key == "kms:ResourceAliases").ShouldBe(alias is not null);
    }

    [Theory]
    [InlineData("cn-north-1", "arn:aws-cn:ec2:cn-north-1::image/*", "ec2.amazonaws.com.cn")]
    [InlineData("us-gov-west-1", "arn:aws-us-gov:ec2:us-gov-west-1::image/*", "ec2.amazonaws.com")]
    public void Should_Name_Things_As_The_Partition_Of_The_Region_Does(string region, string image, string service)
    {
        var there = Prod with { Aws = Prod.Aws with { Region = region } };

        Statement(there, "FinishImages").Resources.ShouldBe([image]);
        Statement(there, "PassRoles").Conditions.ShouldHaveSingleItem().Values.ShouldBe([service]);
    }

    [Fact]
    public void Should_Say_Of_Each_Statement_What_It_Is_For()
    {
        var statements = Files.Select(file => file.Data.Item2).Append(Prod).SelectMany(environment => ReleasePolicy.Of(environment).Statements).ToList();

        statements.ShouldAllBe(statement => statement.Sid.All(char.IsAsciiLetterOrDigit) && statement.Purpose.Length > 0 && statement.Actions.Count > 0);
        ReleasePolicy.Of(Prod).Statements.Select(statement => statement.Sid).ShouldBeUnique();
    }

    [Fact]
    public void Should_Say_Why_No_Recording_Shows_An_Action() => ReleasePolicy.Of(Baking(bake => bake with { Volume = new() { Encrypted = true, KmsKey = "alias/shop" } })).Actions
        .Where(action => action.Name.Split(':')[0] is "iam" or "kms").ShouldAllBe(action => action.Unrecorded != null);

    private static ReleaseEnvironment Baking(Func<BakeSettings, BakeSettings> change) => Prod with { Bake = change(Prod.Bake) };

    private static ReleaseEnvironment Striking(IReadOnlyList<ChaosKind> kinds) => Prod with { Chaos = new() { Hours = "09:00-17:00", Kinds = kinds } };

    private static ReleaseEnvironment Serving(Func<ServerSettings, ServerSettings> change) => Prod with { Servers = change(Prod.Servers) };

    private static List<string> Names(ReleaseEnvironment environment) => [.. ReleasePolicy.Of(environment).Actions.Select(action => action.Name)];

    private static PolicyStatement Statement(ReleaseEnvironment environment, string sid) => ReleasePolicy.Of(environment).Statements.Single(statement => statement.Sid == sid);
}
