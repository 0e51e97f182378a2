using Bundt.Domain.Environments;

namespace Bundt.Domain.Tests.Environments;

public sealed class TheSharedImage
{
    private static readonly ReleaseEnvironment Internal = new()
    {
        Name = "internal",
        Application = new() { Name = "web", Checkout = "../web" },
        Aws = new() { Account = "123456789012", Region = "eu-west-1" },
        Bake = new() { Source = new() { Name = "debian-*", Owner = "amazon" }, Ingress = ["203.0.113.7/32"] },
        Servers = new() { Subnets = ["a"], SecurityGroups = ["web"] },
        Traffic = new() { LoadBalancer = "web", TargetGroups = new() { Blue = "b", Green = "g" }, Preview = new() { Blue = 8081, Green = 8082 } },
    };

    private static readonly ReleaseEnvironment Prod = Internal with { Name = "prod" };

    public static TheoryData<string, ReleaseEnvironment> Different => new()
    {
        { "application.name is 'web' in internal, and 'shop' in prod", Prod with { Application = Prod.Application with { Name = "shop" } } },
        { "application.checkout is '../web' in internal, and '../other' in prod", Prod with { Application = Prod.Application with { Checkout = "../other" } } },
        { "application.remote is 'origin' in internal, and 'mirror' in prod", Prod with { Application = Prod.Application with { Remote = "mirror" } } },
        { "application.repository is not set in internal, and 'https://git' in prod", Prod with { Application = Prod.Application with { Repository = "https://git" } } },
        { "application.branch is 'main' in internal, and 'stable' in prod", Prod with { Application = Prod.Application with { Branch = "stable" } } },
        { "application.test is './test.sh' in internal, and 'true' in prod", Prod with { Application = Prod.Application with { Test = "true" } } },
        { "application.testIn is not set in internal, and 'node:22 (network none, memory any, cpus any, pids 4096)' in prod", Prod with { Application = Prod.Application with { TestIn = new() { Image = "node:22" } } } },
        { "application.testResults is '**/TEST-*.xml, **/junit*.xml, **/test-results/**/*.xml, **/*.trx' in internal, and '' in prod", Prod with { Application = Prod.Application with { TestResults = [] } } },
        { "application.build is not set in internal, and 'make' in prod", Prod with { Application = Prod.Application with { Build = "make" } } },
        { "application.port is '8080' in internal, and '80' in prod", Prod with { Application = Prod.Application with { Port = 80 } } },
        { "aws.account is '123456789012' in internal, and '999999999999' in prod", Prod with { Aws = Prod.Aws with { Account = "999999999999" } } },
        { "aws.region is 'eu-west-1' in internal, and 'us-east-1' in prod", Prod with { Aws = Prod.Aws with { Region = "us-east-1" } } },
        { "aws.endpoint is not set in internal, and 'local' in prod", Prod with { Aws = Prod.Aws with { Endpoint = "local" } } },
        { "bake.template is 'packer/web' in internal, and 'packer/arm' in prod", Prod with { Bake = Prod.Bake with { Template = "packer/arm" } } },
        { "bake.source is 'debian-* of amazon' in internal, and 'debian-* of self' in prod", Prod with { Bake = Prod.Bake with { Source = new() { Name = "debian-*", Owner = "self" } } } },
        { "bake.volume is not set in internal, and '16 GiB gp3, encrypted with alias/shop' in prod", Prod with { Bake = Prod.Bake with { Volume = new() { Size = 16, Type = "gp3", Encrypted = true, KmsKey = "alias/shop" } } } },
        { "bake.variables is not set in internal, and 'a=1, b=2' in prod", Prod with { Bake = Prod.Bake with { Variables = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } } } },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public void Should_Be_Refused_Where_It_Would_Be_Another(string told, ReleaseEnvironment prod) => SharedImage.Differences([Internal, prod]).ShouldBe([told]);

    [Fact]
    public void Should_Serve_Environments_That_Differ_In_Everything_Else() => SharedImage.Differences(
    [
        Internal,
        Prod with
        {
            Servers = new() { Subnets = ["z"], SecurityGroups = ["other"], Min = 3, Max = 9, Desired = 3 },
            Traffic = Prod.Traffic with { LoadBalancer = "other" },
            Bake = Prod.Bake with { Ingress = ["198.51.100.1/32"], PollSeconds = 9, PackerIn = new() { Image = "hashicorp/packer:1.11.2" } },
            Retain = 9,
        },
        Prod with { Name = "white-label" },
    ]).ShouldBeEmpty();

    [Fact]
    public void Should_Serve_An_Environment_Elsewhere_That_Takes_It_From_The_First() => SharedImage.Differences(
    [
        Internal,
        Prod with
        {
            Aws = new() { Account = "999999999999", Region = "us-east-1" },
            Bake = Prod.Bake with { Source = new() { Name = "none", Owner = "self" }, From = new() { Owner = "123456789012" } },
        },
    ]).ShouldBeEmpty();

    [Fact]
    public void Should_Not_Begin_Where_Nothing_Is_Baked() => SharedImage.Differences([Internal with { Bake = Internal.Bake with { From = new() { Owner = "self" } } }, Prod])
        .ShouldBe(["bake.from is set in internal, which bakes for the others here"]);

    [Fact]
    public void Should_Name_Each_Environment_That_Differs() => SharedImage.Differences(
        [Internal, Prod with { Application = Prod.Application with { Port = 80 } }, Prod with { Name = "last", Application = Prod.Application with { Port = 81 } }])
        .ShouldBe(["application.port is '8080' in internal, and '80' in prod", "application.port is '8080' in internal, and '81' in last"]);
}
