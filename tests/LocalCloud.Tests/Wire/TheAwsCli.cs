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

    [Fact]
    public async Task Should_Presign_A_Url_That_Anybody_Can_Read()
    {
        using var s3 = cloud.S3();
        await s3.PutBucketAsync("presigned", TestContext.Current.CancellationToken);
        await s3.PutObjectAsync(new() { BucketName = "presigned", Key = "a/größe+1.txt", ContentBody = "payload" }, TestContext.Current.CancellationToken);

        var url = await new AwsCli(cloud).Print("s3 presign s3://presigned/a/größe+1.txt --region eu-central-1");

        (await cloud.Http.GetStringAsync(url, TestContext.Current.CancellationToken)).ShouldBe("payload");
    }

    [Fact]
    public async Task Should_Be_Told_That_Its_Old_Signatures_Are_No_More()
    {
        var url = await new AwsCli(cloud).Print("s3 presign s3://presigned/old");

        var answer = await cloud.Http.GetAsync(url, TestContext.Current.CancellationToken);

        url.ShouldContain("AWSAccessKeyId=");
        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("Please use AWS4-HMAC-SHA256.");
    }

    private Task<JsonElement> Aws(string service, params string[] arguments) => new AwsCli(cloud).Run(service, arguments);
}
