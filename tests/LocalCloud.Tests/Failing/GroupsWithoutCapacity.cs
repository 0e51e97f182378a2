using System.Text.Json;

namespace Bundt.LocalCloud.Tests.Failing;

public sealed class GroupsWithoutCapacity(RunningCloud cloud) : FaultStory(cloud)
{
    private readonly AwsCli _aws = new(cloud);

    [Fact]
    public async Task Should_Tell_What_Failed_And_Launch_In_Another_Zone()
    {
        await Arm(new { kind = "noCapacity", zone = "eu-west-1a", count = 0 });
        var image = await SourceImage();
        await _aws.Run($"autoscaling create-launch-configuration --launch-configuration-name l --instance-type t3.micro --image-id {image}");
        await _aws.Run("autoscaling create-auto-scaling-group --auto-scaling-group-name g --launch-configuration-name l --min-size 1 --max-size 1 --availability-zones eu-west-1a eu-west-1b");

        var activities = (await _aws.Until(
            answer => answer.GetProperty("Activities").EnumerateArray().Any(activity => Text(activity, "StatusCode") == "Successful"),
            "autoscaling describe-scaling-activities --auto-scaling-group-name g")).GetProperty("Activities").EnumerateArray().ToList();

        var failed = activities.First(activity => Text(activity, "StatusCode") == "Failed");
        Text(failed, "StatusMessage").ShouldStartWith("We currently do not have sufficient t3.micro capacity in the Availability Zone you requested (eu-west-1a).");
        Text(failed, "StatusMessage").ShouldEndWith("Launching EC2 instance failed.");
        Text(activities.First(activity => Text(activity, "StatusCode") == "Successful"), "Details").ShouldContain("eu-west-1b");
    }

    private static string Text(JsonElement activity, string name) => activity.TryGetProperty(name, out var value) ? value.GetString()! : "";
}
