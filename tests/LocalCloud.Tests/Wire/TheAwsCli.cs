using System.Diagnostics;
using System.Text.Json;

namespace Bundt.LocalCloud.Tests.Wire;

/// <summary>The aws CLI is a client that nobody here wrote.</summary>
public sealed class TheAwsCli(RunningCloud cloud) : IClassFixture<RunningCloud>
{
    [Fact]
    public async Task Should_Run_An_Instance_And_Wait_For_It()
    {
        var image = await Aws("ec2", "describe-images", "--owners", "amazon", "--query", "Images[0].ImageId");
        var instance = await Aws("ec2", "run-instances", "--image-id", image.GetString()!, "--instance-type", "t3.micro", "--query", "Instances[0].InstanceId");

        await Aws("ec2", "wait", "instance-running", "--instance-ids", instance.GetString()!);

        (await Aws("ec2", "describe-instance-status", "--query", "InstanceStatuses[0].InstanceStatus.Status")).GetString().ShouldBe("ok");
    }

    [Fact]
    public async Task Should_Read_A_Public_Parameter()
    {
        var parameter = await Aws("ssm", "get-parameter", "--name", "/aws/service/debian/release/12/latest/amd64", "--query", "Parameter.Value");

        parameter.GetString()!.ShouldStartWith("ami-");
    }

    [Fact]
    public async Task Should_Copy_A_File_To_A_Bucket_And_Back()
    {
        var file = Path.Combine(cloud.Folder, "payload.bin");
        await File.WriteAllTextAsync(file, "payload", TestContext.Current.CancellationToken);
        await Aws("s3", "mb", "s3://from-the-cli");
        await Aws("s3", "cp", file, "s3://from-the-cli/a/b.txt");
        await Aws("s3", "cp", "s3://from-the-cli/a/b.txt", file + ".back");

        (await File.ReadAllTextAsync(file + ".back", TestContext.Current.CancellationToken)).ShouldBe("payload");
    }

    private async Task<JsonElement> Aws(params string[] arguments)
    {
        var start = new ProcessStartInfo("aws", [.. arguments, "--output", "json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_ENDPOINT_URL"] = cloud.Endpoint.ToString();
        start.Environment["AWS_ACCESS_KEY_ID"] = cloud.Keys.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = cloud.Keys.SecretAccessKey;
        start.Environment["AWS_DEFAULT_REGION"] = RunningCloud.Region;
        using var aws = Process.Start(start)!;
        var output = aws.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await aws.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await aws.WaitForExitAsync(TestContext.Current.CancellationToken);
        aws.ExitCode.ShouldBe(0, error);
        return (await output).Trim() is ['{' or '[' or '"', ..] json ? JsonDocument.Parse(json).RootElement : default;
    }
}
