using BenchmarkDotNet.Attributes;

namespace Bundt.Benchmarks;

/// <summary>How long one caller waits for a describe of a cloud with 2,000 instances, 300 groups, and 5,000 images with 5,000 snapshots.</summary>
public class Describing
{
    // One for all of them: each is set up on its own, and it takes longer to fill a cloud than to measure it.
    private static FullCloud? _cloud;

    private static FullCloud Cloud => _cloud!;

    /// <summary>Ends the cloud that was measured.</summary>
    public static void End() => _cloud?.Dispose();

    [GlobalSetup]
    public async Task Fill()
    {
        if (_cloud is not null)
            return;
        _cloud = await FullCloud.Start();
        await Cloud.Images(5_000);
        for (var number = 0; number < 300; number++)
            await Cloud.Group($"group-{number:000}", 0);
        await Cloud.Group("two-thousand", 2_000);
    }

    [Benchmark]
    public Task<string> A_Page_Of_100_Instances() => Cloud.Call("ec2", "DescribeInstances", ("MaxResults", "100"));

    [Benchmark]
    public Task<string> A_Page_Of_1000_Instances() => Cloud.Call("ec2", "DescribeInstances", ("MaxResults", "1000"));

    [Benchmark]
    public Task<string> A_Hundred_Of_5000_Images_By_Tag() => Cloud.Call("ec2", "DescribeImages", ("Owner.1", "self"), ("Filter.1.Name", "tag:app"), ("Filter.1.Value.1", "app-7"));

    [Benchmark]
    public Task<string> Ten_Of_5000_Images_By_Name() => Cloud.Call("ec2", "DescribeImages", ("Filter.1.Name", "name"), ("Filter.1.Value.1", "web-012*"));

    [Benchmark]
    public Task<string> A_Page_Of_100_Groups() => Cloud.Call("autoscaling", "DescribeAutoScalingGroups", ("MaxRecords", "100"), ("IncludeInstances", "false"));

    [Benchmark]
    public Task<string> A_Tag_That_Is_Kept() => Cloud.Call("ec2", "CreateTags", ("ResourceId.1", Cloud.Source), ("Tag.1.Key", "at"), ("Tag.1.Value", Guid.NewGuid().ToString()));
}
