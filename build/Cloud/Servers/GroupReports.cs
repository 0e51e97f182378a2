using System.Text;
using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using Amazon.Runtime;
using Bundt.Cloud.Access;

namespace Bundt.Cloud.Servers;

/// <summary>What AWS tells of a group that does not come up.</summary>
internal sealed class GroupReports(AwsClients aws)
{
    /// <summary>What went wrong since the last server was launched, newest first: what was mended is no reason any more.</summary>
    public async Task<IReadOnlyList<string>> Failures(string group)
    {
        var activities = await aws.Call($"read the scaling activities of {group}", () =>
            aws.AutoScaling.DescribeScalingActivitiesAsync(new DescribeScalingActivitiesRequest { AutoScalingGroupName = group, MaxRecords = 20 }));
        return
        [
            .. (activities.Activities ?? []).TakeWhile(activity => !HasLaunched(activity))
                .Where(activity => activity.StatusCode == ScalingActivityStatusCode.Failed || activity.StatusCode == ScalingActivityStatusCode.Cancelled)
                .Select(activity => activity.StatusMessage ?? activity.Description),
        ];
    }

    /// <summary>The end of what a server wrote to its console, or why there is none.</summary>
    public async Task<string> Console(string server)
    {
        try
        {
            var output = (await aws.Ec2.GetConsoleOutputAsync(new() { InstanceId = server })).Output;
            return output is null ? "" : Encoding.UTF8.GetString(Convert.FromBase64String(output));
        }
        catch (AmazonServiceException unavailable)
        {
            return $"(no console output: {unavailable.Message})";
        }
    }

    private static bool HasLaunched(Activity activity) =>
        activity.StatusCode == ScalingActivityStatusCode.Successful && activity.Description?.StartsWith("Launching", StringComparison.Ordinal) == true;
}
