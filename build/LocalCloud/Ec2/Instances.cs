using System.Collections.Immutable;
using System.Net;
using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.Identity;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Launches and ends instances in the state; <see cref="InstanceLife"/> makes the machines follow.</summary>
internal sealed class Instances(Cloud cloud, InstanceLife life, Hardware hardware, LaunchFaults faults, TimeProvider time) : IInstances
{
    private const int MostGibibytes = 16_384;
    private static readonly TimeSpan ListedAfterTermination = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenForgetting = TimeSpan.FromMinutes(1);

    // Looking through thousands of instances at every launch would take longer than the launch.
    private DateTimeOffset _forgetAt;

    /// <inheritdoc/>
    public Instance Launch(string region, InstanceLaunch launch) => Launch(region, launch, 1)[0];

    /// <inheritdoc/>
    public void Terminate(string region, string instanceId)
    {
        var ends = false;
        cloud.Change(region, known =>
        {
            var instance = known.Instances.GetValueOrDefault(instanceId);
            ends = instance is { State: not ("shutting-down" or "terminated") };
            return ends ? known with { Instances = known.Instances.With(Ending(instance!, "shutting-down")) } : known;
        });
        if (ends)
            life.Terminate(region, instanceId);
    }

    /// <summary>Launches several instances of one reservation, all or none.</summary>
    /// <exception cref="AwsError">As RunInstances refuses.</exception>
    public ImmutableList<Instance> Launch(string region, InstanceLaunch launch, int count)
    {
        var now = cloud.Read(region);
        if (Known(now, launch).IsEmpty)
        {
            Check(now, launch);
            Identities.CheckProfile(cloud.Read(Region.Global), launch.InstanceProfile);
        }

        var addresses = Enumerable.Range(0, count).Select(_ => hardware.Take()).ToList();
        var made = false;
        try
        {
            var (_, (launched, fresh)) = cloud.Change(region, state =>
            {
                if (Known(state, launch) is { Count: > 0 } known)
                    return (state, (known, false));
                var (after, started) = Add(state, launch, addresses);
                return (after, (started, true));
            });
            made = fresh;
            if (made)
                launched.ForEach(instance => life.Boot(region, instance.Id));
            return launched;
        }
        finally
        {
            if (!made)
                addresses.ForEach(hardware.Return);
        }
    }

    /// <summary>Begins to stop a running instance; nothing happens to one that is stopped or stopping.</summary>
    /// <exception cref="AwsError"><c>IncorrectInstanceState</c>, <c>UnsupportedOperation</c>.</exception>
    public void Stop(string region, string id) =>
        Move(region, id, ["running", "pending"], ["stopping", "stopped"], "stopping", () => life.Stop(region, id));

    /// <summary>Begins to start a stopped instance; nothing happens to one that is running or pending.</summary>
    /// <exception cref="AwsError"><c>IncorrectInstanceState</c>.</exception>
    public void Start(string region, string id) =>
        Move(region, id, ["stopped"], ["running", "pending"], "pending", () => life.Boot(region, id));

    private void Move(string region, string id, string[] from, string[] already, string to, Action follow)
    {
        var moves = false;
        cloud.Change(region, known =>
        {
            var instance = known.Instance(id);
            moves = from.Contains(instance.State);
            if (!moves && !already.Contains(instance.State))
            {
                throw new AwsError(
                    "IncorrectInstanceState",
                    $"The instance '{id}' is not in a state from which it can be {(to == "pending" ? "started" : "stopped")}.");
            }

            if (!moves)
                return known;
            var moved = to == "pending"
                ? instance with { State = to, StateReason = null, LaunchTime = time.GetUtcNow() }
                : Ending(instance, to);
            return known with { Instances = known.Instances.With(moved) };
        });
        if (moves)
            follow();
    }

    private static Instance Ending(Instance instance, string state) =>
        instance with { State = state, StateReason = "Client.UserInitiatedShutdown: User initiated shutdown" };

    private static ImmutableList<Instance> Known(Region region, InstanceLaunch launch)
    {
        if (launch.ClientToken is not { Length: > 0 } token)
            return [];
        ImmutableList<Instance> known = [.. region.Instances.Values.Where(instance => instance.Launch.ClientToken == token)];
        return known.TrueForAll(one => one.Launch.RequestDigest == launch.RequestDigest) ? known : throw ClientTokens.Mismatch();
    }

    private (Region, ImmutableList<Instance>) Add(Region region, InstanceLaunch launch, List<IPAddress> addresses)
    {
        var now = time.GetUtcNow();
        var image = Check(region, launch);
        var subnet = Subnet(region, launch);
        if (launch.SecurityGroupIds.FirstOrDefault(id => region.SecurityGroup(id).VpcId != subnet.VpcId) is { } foreign)
        {
            throw new AwsError(
                "InvalidParameter", $"Security group {foreign} and subnet {subnet.Id} belong to different networks.");
        }

        faults.RefuseLaunch(region, launch, subnet.Zone);

        var usual = region.SecurityGroups.Values.First(group => group.VpcId == subnet.VpcId && group.Name == "default");
        var groups = launch.SecurityGroupIds.IsEmpty ? [usual.Id] : launch.SecurityGroupIds;
        var reservation = Ids.New("r");
        var snapshot = region.Snapshot(image.SnapshotId);
        var key = Encryption.OfVolume(region, launch, snapshot);
        var launched = addresses.Select((address, index) => new Instance
        {
            Id = Ids.New("i"),
            Launch = launch with { SubnetId = subnet.Id, Zone = subnet.Zone, SecurityGroupIds = groups },
            State = "pending",
            PrivateIp = address.ToString(),
            SubnetId = subnet.Id,
            VpcId = subnet.VpcId,
            Zone = subnet.Zone,
            VolumeId = Ids.New("vol"),
            ReservationId = reservation,
            LaunchTime = now,
            LaunchIndex = index,
            Layers = snapshot.Layers,
            Tags = launch.Tags,
        }).ToImmutableList();
        var volumes = launched.Select(instance => new Volume
        {
            Id = instance.VolumeId,
            InstanceId = instance.Id,
            SnapshotId = image.SnapshotId,
            Size = launch.VolumeSize ?? image.VolumeSize,
            Type = launch.VolumeType ?? image.VolumeType,
            KmsKeyId = key,
            Device = image.RootDevice,
            DeleteOnTermination = launch.DeleteOnTermination,
            Zone = subnet.Zone,
            CreateTime = now,
            Tags = launch.VolumeTags,
        });
        return (region with
        {
            Instances = Remembered(region, now).AddRange(launched.Select(one => KeyValuePair.Create(one.Id, one))),
            Volumes = region.Volumes.AddRange(volumes.Select(volume => KeyValuePair.Create(volume.Id, volume))),
        }, launched);
    }

    private ImmutableDictionary<string, Instance> Remembered(Region region, DateTimeOffset now)
    {
        if (now < _forgetAt)
            return region.Instances;
        _forgetAt = now + BetweenForgetting;
        return region.Instances.RemoveRange(region.Instances.Values.Where(one => one.TerminatedAt < now - ListedAfterTermination).Select(one => one.Id));
    }

    private static Image Check(Region region, InstanceLaunch launch)
    {
        var image = region.Image(launch.ImageId);
        if (image.State != "available")
            throw new AwsError("InvalidAMIID.Unavailable", $"The image ID '{image.Id}' is not available");
        if (!InstanceTypes.Known.ContainsKey(launch.InstanceType))
            throw new AwsError("InvalidParameterValue", $"Invalid value '{launch.InstanceType}' for InstanceType.");
        if (InstanceTypes.Architecture(launch.InstanceType) != "x86_64")
        {
            throw new AwsError(
                "InvalidParameterValue",
                "The architecture 'arm64' of the specified instance type does not match the architecture 'x86_64' of the specified AMI.");
        }

        if (launch.KeyName is { Length: > 0 } key)
            region.KeyPair(key);
        foreach (var group in launch.SecurityGroupIds)
            region.SecurityGroup(group);
        if (launch.VolumeSize is { } size && (size < image.VolumeSize || size > MostGibibytes))
        {
            throw new AwsError(
                "InvalidBlockDeviceMapping",
                $"Volume of size {size}GB is smaller than snapshot '{image.SnapshotId}', expect size >= {image.VolumeSize}GB and <= {MostGibibytes}GB");
        }

        UserData.Check(launch.UserData);
        launch.MetadataOptions.Check(launch.Tags.Keys);
        return image;
    }

    private static Subnet Subnet(Region region, InstanceLaunch launch)
    {
        if (launch.SubnetId is { Length: > 0 } id)
            return region.Subnet(id);
        var zone = launch.Zone ?? region.Zones[0];
        if (!region.Zones.Contains(zone))
            throw new AwsError("InvalidParameterValue", $"Invalid availability zone: [{zone}]");
        return region.Subnets.Values.FirstOrDefault(subnet => subnet.IsDefault && subnet.Zone == zone)
            ?? throw new AwsError("MissingInput", $"No default subnet for availability zone: '{zone}'.");
    }
}
