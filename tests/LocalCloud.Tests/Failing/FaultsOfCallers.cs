using System.Diagnostics;
using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Failing;

/// <summary>Programs that are killed at one of their calls: a shell makes three key pairs, or objects, by a curl each.</summary>
public sealed class FaultsOfCallers(RunningCloud cloud) : FaultStory(cloud)
{
    private const int Killed = 137;

    [Theory]
    [InlineData("callerDiesBefore", new[] { "1" })]
    [InlineData("callerDiesAfter", new[] { "1", "2" })]
    public async Task Should_Kill_A_Program_At_The_Call_With_All_That_It_Started(string kind, string[] made)
    {
        var fault = await Arm(new { kind, action = "CreateKeyPair", program = $"sh -c *{kind}-*", skip = 1 });

        (await MakesKeys(kind)).ShouldBe(Killed);

        (await Keys(kind)).ShouldBe(made);
        (await Reports()).Single(report => report.Id == fault.Id).State.ShouldBe("spent");
        await Until(() => AllRecorded("CreateKeyPair"), calls => calls.Any(call => call.Status == 0 && call.Faults.SequenceEqual([fault.Id])));
    }

    [Fact]
    public async Task Should_Kill_Nobody_But_The_Caller_When_No_Program_Is_Named()
    {
        await Arm(new { kind = "callerDiesBefore", action = "CreateKeyPair", skip = 1 });

        (await MakesKeys("alone")).ShouldBe(0);

        (await Keys("alone")).ShouldBe(["1", "3"]);
    }

    [Theory]
    [InlineData("callerDiesBefore", false)]
    [InlineData("callerDiesAfter", true)]
    public async Task Should_Kill_Who_Stores_An_Object(string kind, bool stored)
    {
        using var s3 = Cloud.S3();
        var bucket = kind.ToLowerInvariant();
        await s3.PutBucketAsync(bucket, Cancellation);
        await Arm(new { kind, service = "s3", action = "PutObject", resource = "lease" });

        (await Shell($"{Curl("s3")} -H 'x-amz-content-sha256: UNSIGNED-PAYLOAD' -X PUT -d x {Cloud.Endpoint}{bucket}/lease")).ShouldBe(Killed);

        ((await s3.ListObjectsV2Async(new() { BucketName = bucket }, Cancellation)).S3Objects is { Count: 1 }).ShouldBe(stored);
    }

    [Fact]
    public async Task Should_Spare_The_Process_Of_The_Server()
    {
        var fault = await Arm(new { kind = "callerDiesBefore", action = "CreateKeyPair" });

        // .NET's handler asks again on a connection of its own.
        await Ec2.CreateKeyPairAsync(new CreateKeyPairRequest("spared"), Cancellation);

        (await Reports()).Single(report => report.Id == fault.Id).Struck.ShouldBe(1);
    }

    private Task<int> MakesKeys(string name) =>
        Shell($"for n in 1 2 3; do {Curl("ec2")} -d \"Action=CreateKeyPair&Version=2016-11-15&KeyName={name}-$n\" {Cloud.Endpoint}; done; true");

    private string Curl(string service) => $"curl -sS -o /dev/null --aws-sigv4 aws:amz:{RunningCloud.Region}:{service} --user {Cloud.Keys.AccessKeyId}:{Cloud.Keys.SecretAccessKey}";

    private async Task<IReadOnlyList<string>> Keys(string name) => [.. ((await Ec2.DescribeKeyPairsAsync(Cancellation)).KeyPairs ?? [])
        .Where(key => key.KeyName.StartsWith(name + "-", StringComparison.Ordinal)).Select(key => key.KeyName[^1..]).Order()];

    private static async Task<int> Shell(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", script]))!;
        await shell.WaitForExitAsync(Cancellation);
        return shell.ExitCode;
    }
}
