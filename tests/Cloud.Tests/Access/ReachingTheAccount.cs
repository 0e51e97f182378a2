using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Tests.Access;

public sealed class ReachingTheAccount : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rule_30_Should_Not_Show_The_Keys() =>
        $"{new AwsAccess("eu-west-1", new("http://127.0.0.1:4566"), "AKIA", "s3cret")}".ShouldBe("eu-west-1 at http://127.0.0.1:4566/");

    [Fact]
    public void Should_Leave_Aws_Itself_To_The_Clients_Own_Chain()
    {
        var access = AwsAccess.Of(Some.Environment, _folder.Below("env"));

        access.ShouldBe(new("eu-west-1", null, null, null));
        access.Variables.ShouldBe(new Dictionary<string, string> { ["AWS_REGION"] = "eu-west-1" }, ignoreOrder: true);
    }

    [Fact]
    public void Should_Take_A_Compatible_Endpoint_From_The_File() =>
        AwsAccess.Of(At("https://aws.example.org"), _folder.Below("env")).Endpoint.ShouldBe(new Uri("https://aws.example.org"));

    [Fact]
    public void Should_Read_How_The_Local_Cloud_Is_Reached()
    {
        var env = _folder.Write("env",
            """
            # how AWS clients reach the local cloud
            export AWS_ENDPOINT_URL=http://127.0.0.1:4566
            export AWS_ACCESS_KEY_ID='LOCALKEY'
            export AWS_SECRET_ACCESS_KEY="abc=/+="
            """);

        var access = AwsAccess.Of(At("local"), env);

        access.ShouldBe(new("eu-west-1", new("http://127.0.0.1:4566"), "LOCALKEY", "abc=/+="));
        access.Variables["AWS_SECRET_ACCESS_KEY"].ShouldBe("abc=/+=");
        access.Variables["AWS_ACCESS_KEY_ID"].ShouldBe("LOCALKEY");
    }

    [Fact]
    public void Should_Say_That_The_Local_Cloud_Is_Not_Running() =>
        Should.Throw<Problem>(() => AwsAccess.Of(At("local"), _folder.Below("env"))).Message.ShouldContain("--target=LocalUp");

    private static ReleaseEnvironment At(string endpoint) => Some.Environment with { Aws = Some.Environment.Aws with { Endpoint = endpoint } };
}
