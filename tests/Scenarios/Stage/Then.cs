using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.AutoScaling.Model;
using Amazon.EC2.Model;
using Amazon.S3;
using Listener = Amazon.ElasticLoadBalancingV2.Model.Listener;
using LoadBalancer = Amazon.ElasticLoadBalancingV2.Model.LoadBalancer;

namespace Bundt.Scenarios.Stage;

/// <summary>What there is then. What Bundt says of itself and what AWS says of it are asked apart.</summary>
public sealed class Then(LocalCloud cloud, EnvironmentFile environment)
{
    // The end of a run's id.
    private static readonly string Machine = $"-{System.Environment.MachineName.ToLowerInvariant()}";

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>What Bundt's Status says.</summary>
    public async Task<Status> Status()
    {
        var run = await cloud.Run("--target=Status", $"--env={environment.Name}", "--format=json");
        run.ExitCode.ShouldBe(0, run.Output);
        return JsonSerializer.Deserialize<Status>(run.Answer, JsonSerializerOptions.Web)!;
    }

    /// <summary>The group that is live.</summary>
    public async Task<GroupStatus> Live() => (await Status()).Live.ShouldNotBeNull();

    /// <summary>The one group that is warm.</summary>
    public async Task<GroupStatus> Warm() => (await Status()).Groups.Where(group => group.State == "warm").ShouldHaveSingleItem();

    /// <summary>What the application answers.</summary>
    public async Task<Facts> Version() => (await Http.GetFromJsonAsync<Facts>(new Uri(await Address(), "/version")))!;

    /// <summary>Where the public finds it, as the load balancer says.</summary>
    public async Task<Uri> Address() => new UriBuilder(Uri.UriSchemeHttp, (await Balancer()).DNSName, cloud.Port(environment)).Uri;

    /// <summary>The application's tags, as the remote has them.</summary>
    public async Task<IReadOnlyList<string>> Tags() => await (await cloud.Clone(environment.Application, environment.Name)).PublishedTags();

    /// <summary>The calls since a number, but for those of this program itself.</summary>
    public async Task<IReadOnlyList<RecordedCall>> Calls(long since = 0) => await cloud.Calls(since);

    /// <summary>The actions by which a run itself wrote, since a number: its id, which names its process, is in what its clients say they are.</summary>
    public async Task<IReadOnlyList<RecordedCall>> WritesOf(BundtRun run, long since = 0)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"-{run.Id}{Machine}");
        return [.. (await Calls(since)).Where(call => call.Write && call.UserAgent.Contains(id, StringComparison.Ordinal))];
    }

    /// <summary>Whether a call is of a run, or of its Packer, and not of this program.</summary>
    public static bool IsOfARun(RecordedCall call) => call.UserAgent.Contains(Machine, StringComparison.Ordinal) || call.UserAgent.StartsWith("aws-sdk-go", StringComparison.Ordinal);

    /// <summary>The same without what keeps lease and history.</summary>
    public async Task<IReadOnlyList<string>> ChangesOf(BundtRun run) =>
        [.. (await WritesOf(run)).Where(call => call.Service != "s3").Select(call => call.Action)];

    /// <summary>The environment's Auto Scaling groups, oldest first.</summary>
    public async Task<IReadOnlyList<AutoScalingGroup>> ScalingGroups()
    {
        var all = (await cloud.AutoScaling.DescribeAutoScalingGroupsAsync(new DescribeAutoScalingGroupsRequest())).AutoScalingGroups ?? [];
        return [.. all.Where(group => group.AutoScalingGroupName.StartsWith(Prefix, StringComparison.Ordinal)).OrderBy(group => group.CreatedTime)];
    }

    /// <summary>The names of the environment's groups that have a deadline, other than retired ones.</summary>
    public async Task<IReadOnlyList<string>> Deadlines()
    {
        var all = (await cloud.AutoScaling.DescribeScheduledActionsAsync(new DescribeScheduledActionsRequest())).ScheduledUpdateGroupActions ?? [];
        return [.. all.Where(action => action.AutoScalingGroupName.StartsWith(Prefix, StringComparison.Ordinal)).Select(action => action.AutoScalingGroupName)];
    }

    /// <summary>The names of the environment's launch templates.</summary>
    public async Task<IReadOnlyList<string>> LaunchTemplates()
    {
        var all = (await cloud.Ec2.DescribeLaunchTemplatesAsync(new())).LaunchTemplates ?? [];
        return [.. all.Select(template => template.LaunchTemplateName).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order()];
    }

    /// <summary>The application's images, oldest first.</summary>
    public async Task<IReadOnlyList<Image>> Images()
    {
        var all = (await cloud.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["self"] })).Images ?? [];
        return [.. all.Where(image => image.Name.StartsWith(environment.Application + "-v", StringComparison.Ordinal)).OrderBy(image => image.CreationDate, StringComparer.Ordinal)];
    }

    /// <summary>The ids of the snapshots that are tagged as the application's.</summary>
    public async Task<IReadOnlyList<string>> Snapshots()
    {
        var request = new DescribeSnapshotsRequest { OwnerIds = ["self"], Filters = [new("tag:bundt:app", [environment.Application])] };
        return [.. ((await cloud.Ec2.DescribeSnapshotsAsync(request)).Snapshots ?? []).Select(snapshot => snapshot.SnapshotId)];
    }

    /// <summary>The live listener.</summary>
    public async Task<Listener> Listener()
    {
        var all = await cloud.LoadBalancing.DescribeListenersAsync(new() { LoadBalancerArn = (await Balancer()).LoadBalancerArn });
        return all.Listeners.Single(listener => listener.Port == cloud.Port(environment));
    }

    /// <summary>What the live listener does, as text.</summary>
    public async Task<string> LiveActions() => JsonSerializer.Serialize((await Listener()).DefaultActions.Select(action =>
        new { action.Type.Value, Groups = action.ForwardConfig?.TargetGroups?.Select(target => $"{target.Weight} {target.TargetGroupArn}"), action.TargetGroupArn }));

    /// <summary>What a bake makes for itself and removes: key pairs, security groups and instances that are not terminated.</summary>
    public async Task<IReadOnlyList<string>> BakeRemains()
    {
        var keys = (await cloud.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest())).KeyPairs ?? [];
        var groups = (await cloud.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest())).SecurityGroups ?? [];
        var instances = (await cloud.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [new("key-name", ["packer_*"])] })).Reservations ?? [];
        return
        [
            .. keys.Select(key => key.KeyName).Concat(groups.Select(group => group.GroupName)).Where(name => name.StartsWith("packer", StringComparison.Ordinal)),
            .. instances.SelectMany(reservation => reservation.Instances).Where(instance => instance.State.Name != "terminated").Select(instance => $"{instance.InstanceId} {instance.State.Name}"),
        ];
    }

    /// <summary>The ids of the servers that are healthy in the target group that live traffic goes to.</summary>
    public async Task<IReadOnlyList<string>> HealthyTargets()
    {
        var live = (await Listener()).DefaultActions[0];
        var group = live.TargetGroupArn ?? live.ForwardConfig.TargetGroups.Single(target => target.Weight > 0).TargetGroupArn;
        var health = (await cloud.LoadBalancing.DescribeTargetHealthAsync(new() { TargetGroupArn = group })).TargetHealthDescriptions ?? [];
        return [.. health.Where(target => target.TargetHealth.State == "healthy").Select(target => target.Target.Id)];
    }

    /// <summary>Whether no run holds the environment's lease.</summary>
    public async Task<bool> HoldsNoLease() => await Lease() is null;

    /// <summary>When the environment's lease ends, or null when there is none.</summary>
    public async Task<DateTimeOffset?> Lease()
    {
        try
        {
            using var lease = await cloud.Buckets.GetObjectAsync(LocalCloud.StateBucket, environment.LeaseKey);
            using var text = await JsonDocument.ParseAsync(lease.ResponseStream);
            return text.RootElement.GetProperty("expires").GetDateTimeOffset();
        }
        catch (AmazonS3Exception none) when (none.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>What the history tells of the newest run that wrote.</summary>
    public async Task<JsonElement> NewestRecord()
    {
        var keys = (await cloud.Buckets.ListObjectsV2Async(new() { BucketName = LocalCloud.StateBucket, Prefix = environment.History })).S3Objects;
        using var record = await cloud.Buckets.GetObjectAsync(LocalCloud.StateBucket, keys[^1].Key);
        using var text = await JsonDocument.ParseAsync(record.ResponseStream);
        return text.RootElement.Clone();
    }

    private async Task<LoadBalancer> Balancer() => (await cloud.LoadBalancing.DescribeLoadBalancersAsync(new() { Names = [environment.Name] })).LoadBalancers[0];

    private string Prefix => $"{environment.Application}-{environment.Name}-";
}
