using Bundt.Domain.Checks;
using Bundt.Domain.Environments;

namespace Bundt.Domain.Tests.Checks;

public sealed class TheLaunchChecks
{
    private const string Role = ":role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";

    private static readonly ReleaseEnvironment Good = new()
    {
        Name = "prod",
        Application = new() { Name = "web", Checkout = "clone" },
        Aws = new() { Account = "123456789012", Region = "eu-west-1" },
        Bake = new() { Source = new() { Name = "debian-*", Owner = "amazon" } },
        Servers = new() { Subnets = ["subnet-1"], SecurityGroups = ["web"], InstanceType = "t3.small" },
        Traffic = new() { LoadBalancer = "lb", TargetGroups = new() { Blue = "blue", Green = "green" }, Preview = new() { Blue = 81, Green = 82 } },
    };

    [Fact]
    public void Should_Have_Nothing_To_Say_Of_An_Ordinary_Environment() =>
        LaunchChecks.Of(Good).ShouldBe([Finding.Fine("launch", "t3.small from launch templates")]);

    [Fact]
    public void Should_Want_User_Data_That_Fits()
    {
        LaunchChecks.Of(With(new string('é', 8 * 1024))).ShouldAllBe(finding => finding.Severity == Severity.Fine);

        var long1 = LaunchChecks.Of(With(new string('é', 8 * 1024) + "!")).ShouldHaveSingleItem();

        (long1.Severity, long1.Subject, long1.Found, long1.Needed).ShouldBe((Severity.Must, "user data", "servers.userData has 16385 bytes", "16384 at the most"));

        static ReleaseEnvironment With(string userData) => Good with { Servers = Good.Servers with { UserData = userData } };
    }

    [Fact]
    public void Should_Advise_Against_Launch_Configurations()
    {
        var launch = LaunchChecks.Of(Good with { Servers = Good.Servers with { Launch = LaunchKind.Configuration } }).ShouldHaveSingleItem();

        (launch.Severity, launch.Found).ShouldBe((Severity.Should, "servers are launched from launch configurations"));
        launch.Needed!.ShouldContain("accounts made since October 2024 cannot create launch configurations");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("alias/aws/ebs")]
    public void Should_Demand_A_Key_Of_Ones_Own_Where_Images_Are_Shared(string? key)
    {
        var found = Key(new() { Encrypted = true, KmsKey = key }, share: ["210987654321"]).ShouldHaveSingleItem();

        (found.Severity, found.Found).ShouldBe((Severity.Must, "images are encrypted with the account's default key, and shared"));
        found.Needed!.ShouldContain("210987654321 cannot use the default one");
        Key(new() { Encrypted = true, KmsKey = key }).ShouldBeEmpty();
        Key(new() { Encrypted = false }, share: ["210987654321"]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1234abcd-12ab-34cd-56ef-1234567890ab", false)]
    [InlineData("arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab", false)]
    [InlineData("alias/shop", true)]
    [InlineData("mrk-1234abcd12ab34cd56ef1234567890ab", true)]
    public void Should_Want_A_Key_That_Each_Region_Has(string key, bool fine)
    {
        var found = Key(new() { Encrypted = true, KmsKey = key }, copy: ["eu-central-1"]);

        found.Count(finding => finding.Severity == Severity.Must).ShouldBe(fine ? 0 : 1);
        Key(new() { Encrypted = true, KmsKey = key }).ShouldAllBe(finding => finding.Severity == Severity.Unknown);
    }

    [Fact]
    public void Should_Say_What_A_Key_Has_To_Allow_Whom()
    {
        var own = Key(new() { Encrypted = true, KmsKey = "alias/shop" }).ShouldHaveSingleItem();
        own.Found.ShouldContain($"arn:aws:iam::123456789012{Role} use it (kms:Encrypt, Decrypt, ReEncrypt*, GenerateDataKey*, DescribeKey) and create grants (kms:CreateGrant");
        own.Mend!.ShouldContain("aws kms get-key-policy");

        var shared = Key(new() { Encrypted = true, KmsKey = "alias/shop" }, share: ["210987654321"]).ShouldHaveSingleItem();
        shared.Found.ShouldContain("arn:aws:iam::210987654321:root the same");
        shared.Mend!.ShouldContain($"in 210987654321: aws kms create-grant --region eu-west-1 --key-id KEY-ARN --grantee-principal arn:aws:iam::210987654321{Role} --operations");
    }

    private static List<Finding> Key(BakeVolume volume, string[]? share = null, string[]? copy = null) =>
        [.. LaunchChecks.Of(Good with { Bake = Good.Bake with { Volume = volume, ShareWith = share ?? [], CopyTo = copy ?? [] } }).Where(finding => finding.Subject == "KMS key")];
}
