using System.Diagnostics;
using System.Xml.Linq;
using Bundt.LocalCloud.AutoScaling;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Tests.Scale;

/// <summary>A cloud without machines that holds thousands of everything; its actions are called where the wire hands them over.</summary>
public sealed class Thousands(RunningCloud cloud) : IClassFixture<RunningCloud>
{
    private readonly Cloud _state = cloud.Service<Cloud>();
    private readonly ActionTable _actions = cloud.Service<ActionTable>();

    private Region Region => _state.Read(RunningCloud.Region);

    private string Source => Region.Images.Values.Single(image => image.OwnerAlias == "amazon").Id;

    [Fact]
    public async Task Should_Bring_Two_Thousand_Instances_In_Service_In_Less_Than_Eight_Times_The_Time_Of_Five_Hundred()
    {
        await MakeTemplate("pace");
        await InService("warm-up", 100);

        // Other suites share this computer. What is linear (4) shows it in one of three tries at least; what is quadratic (16), in none.
        var ratios = new List<double>();
        while (ratios.Count < 3 && !ratios.Exists(ratio => ratio < 8))
        {
            var small = await InService($"small-{ratios.Count}", 500);
            ratios.Add(await InService($"large-{ratios.Count}", 2_000) / small);
        }

        ratios.ShouldContain(ratio => ratio < 8, string.Join(", ", ratios));
        var listed = await Pages("ec2", "DescribeInstances", "instanceId", "MaxResults=1000");
        listed.ShouldBeUnique();
        listed.ShouldBe(Region.Instances.Keys, ignoreOrder: true);
    }

    [Fact]
    public async Task Should_List_Page_By_Page_Without_Gaps_Or_Doubles_While_Things_Change()
    {
        await MakeTemplate("pages");
        var images = await Each(5_000, number => Copy($"image-{number:0000}"));
        var groups = await Each(300, number => MakeGroup($"group-{number:000}", "pages", 0));

        // What a page ended with goes before the next one is asked for, and something else comes.
        var late = 0;
        var listedImages = await Pages("ec2", "DescribeImages", "imageId", async last =>
        {
            await Call("ec2", "DeregisterImage", $"ImageId={last}", "DeleteAssociatedSnapshots=true");
            await Copy($"late-{++late}");
        }, "MaxResults=1000", "Owner.1=self");
        var listedGroups = await Pages("autoscaling", "DescribeAutoScalingGroups", "AutoScalingGroupName", async last =>
        {
            await Call("autoscaling", "DeleteAutoScalingGroup", $"AutoScalingGroupName={last}", "ForceDelete=true");
            await Until(() => !Region.ScalingGroups.ContainsKey(last));
            await MakeGroup($"a-{last}", "pages", 0);
        }, "MaxRecords=100");

        listedImages.ShouldBeUnique();
        images.ShouldBeSubsetOf(listedImages);
        listedGroups.ShouldBeUnique();
        groups.ShouldBeSubsetOf(listedGroups);
        (await Pages("ec2", "DescribeSnapshots", "snapshotId", "MaxResults=1000", "Owner.1=self")).Count.ShouldBe(5_000);
        (await Call("ec2", "DescribeImages", "Owner.1=self", "Filter.1.Name=name", "Filter.1.Value.1=late-*")).Descendants("imageId").Count().ShouldBe(late);
    }

    private async Task<double> InService(string name, int size)
    {
        var clock = Stopwatch.StartNew();
        await MakeGroup(name, "pace", size);
        await Until(() => Region.ScalingGroups[name].Instances is { } all && all.Count == size && all.TrueForAll(one => one.LifecycleState == LifecycleState.InService));
        return clock.Elapsed.TotalSeconds;
    }

    private Task<XElement> MakeTemplate(string name) =>
        Call("ec2", "CreateLaunchTemplate", $"LaunchTemplateName={name}", $"LaunchTemplateData.ImageId={Source}", "LaunchTemplateData.InstanceType=t3.micro");

    private async Task<string> MakeGroup(string name, string template, int size)
    {
        await Call(
            "autoscaling", "CreateAutoScalingGroup", $"AutoScalingGroupName={name}", $"LaunchTemplate.LaunchTemplateName={template}", "LaunchTemplate.Version=1",
            "MinSize=0", "MaxSize=2000", $"DesiredCapacity={size}", $"AvailabilityZones.member.1={RunningCloud.Region}a");
        return name;
    }

    private async Task<string> Copy(string name) =>
        (await Call("ec2", "CopyImage", $"SourceRegion={RunningCloud.Region}", $"SourceImageId={Source}", $"Name={name}")).Element("imageId")!.Value;

    private Task<List<string>> Pages(string service, string action, string element, params string[] parameters) =>
        Pages(service, action, element, _ => Task.CompletedTask, parameters);

    private async Task<List<string>> Pages(string service, string action, string element, Func<string, Task> between, params string[] parameters)
    {
        var (all, next) = (new List<string>(), "");
        while (true)
        {
            var page = await Call(service, action, [.. parameters, .. next.Length == 0 ? [] : (string[])[$"NextToken={next}"]]);
            all.AddRange(page.Descendants(element).Select(found => found.Value));
            next = page.Elements().FirstOrDefault(child => child.Name.LocalName.Equals("nextToken", StringComparison.OrdinalIgnoreCase))?.Value ?? "";
            if (next.Length == 0)
                return all;
            await between(all[^1]);
        }
    }

    private async Task<XElement> Call(string service, string action, params IEnumerable<string> parameters)
    {
        var map = parameters.Select(parameter => parameter.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new XElement("Result", await _actions.Answer(new AwsCall(service, action, RunningCloud.Region, map)));
    }

    private static async Task<IReadOnlyList<string>> Each(int count, Func<int, Task<string>> make)
    {
        var made = new List<string>();
        for (var number = 0; number < count; number++)
            made.Add(await make(number));
        return made;
    }

    private static async Task Until(Func<bool> met)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(2));
        while (!met())
            await Task.Delay(5, deadline.Token);
    }
}
