using System.Diagnostics;
using System.Globalization;
using Bundt.LocalCloud;

namespace Bundt.Benchmarks;

/// <summary>A local cloud without machines, in a process of its own.</summary>
internal sealed class FullCloud : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("benchmark-");
    private readonly CloudCaller _caller;
    private readonly Process _server;

    private FullCloud(int port)
    {
        string[] arguments =
        [
            typeof(CloudServer).Assembly.Location, "--port", port.ToString(CultureInfo.InvariantCulture), "--state", _folder.FullName, "--machines", "none", "--any-credentials",
        ];
        _server = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        _caller = new(new Uri($"http://127.0.0.1:{port}"));
    }

    /// <summary>The id of the public source image.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The server's working set (MiB).</summary>
    public long Memory
    {
        get
        {
            _server.Refresh();
            return _server.WorkingSet64 >> 20;
        }
    }

    /// <summary>Starts one on a free port, with a launch template.</summary>
    public static async Task<FullCloud> Start()
    {
        var cloud = new FullCloud(Options.Parse(["--port", "0", "--state", "."], _ => null).Port);
        while (await cloud._server.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("local cloud at", StringComparison.Ordinal))
        {
        }

        var images = await cloud.Call("ec2", "DescribeImages", ("Owner.1", "amazon"));
        cloud.Source = images[(images.IndexOf("<imageId>", StringComparison.Ordinal) + 9)..images.IndexOf("</imageId>", StringComparison.Ordinal)];
        await cloud.Call(
            "ec2", "CreateLaunchTemplate", ("LaunchTemplateName", "web"), ("LaunchTemplateData.ImageId", cloud.Source), ("LaunchTemplateData.InstanceType", "t3.micro"));
        return cloud;
    }

    /// <summary>Makes images, each with a snapshot; every fiftieth is of the same application.</summary>
    public async Task Images(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await Call(
                "ec2", "CopyImage", ("SourceRegion", "eu-west-1"), ("SourceImageId", Source), ("Name", $"web-{number:0000}"), ("TagSpecification.1.ResourceType", "image"),
                ("TagSpecification.1.Tag.1.Key", "app"), ("TagSpecification.1.Tag.1.Value", $"app-{number % 50}"));
        }
    }

    /// <summary>Makes a group, and returns when all its instances are in service.</summary>
    public async Task Group(string name, int size)
    {
        await Call(
            "autoscaling", "CreateAutoScalingGroup", ("AutoScalingGroupName", name), ("LaunchTemplate.LaunchTemplateName", "web"), ("LaunchTemplate.Version", "1"),
            ("MinSize", "0"), ("MaxSize", "5000"), ("DesiredCapacity", $"{size}"), ("AvailabilityZones.member.1", "eu-west-1a"), ("AvailabilityZones.member.2", "eu-west-1b"));
        while ((await Call("autoscaling", "DescribeAutoScalingGroups", ("AutoScalingGroupNames.member.1", name))).Split("<LifecycleState>InService<").Length - 1 < size)
            await Task.Delay(20);
    }

    /// <summary>Calls an action; the answer is its XML.</summary>
    public Task<string> Call(string service, string action, params (string Name, string Value)[] parameters) => _caller.Call(service, action, parameters);

    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
        _caller.Dispose();
        _folder.Delete(recursive: true);
    }
}
