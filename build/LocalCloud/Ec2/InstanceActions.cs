using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Running and listing instances.</summary>
internal sealed class InstanceActions(Cloud cloud, Instances instances)
{
    /// <summary>The quota of an account here; on AWS it is counted in processors, by family of types.</summary>
    private const int MostAtOnce = 5_000;

    /// <summary>How instances are found; shared with DescribeInstanceStatus.</summary>
    public static readonly Listing<Instance> Listing = new("instancesSet", "InstanceId")
    {
        All = region => region.Instances.Values,
        Named = (region, id) => region.Instance(id),
        PagesNamed = false,
        Filters = new Dictionary<string, Func<Instance, IEnumerable<string?>>>
        {
            ["instance-id"] = instance => [instance.Id],
            ["instance-state-name"] = instance => [instance.State],
            ["instance-state-code"] = instance => [$"{InstanceXml.Code(instance.State)}"],
            ["instance-type"] = instance => [instance.Launch.InstanceType],
            ["image-id"] = instance => [instance.Launch.ImageId],
            ["key-name"] = instance => [instance.Launch.KeyName],
            ["client-token"] = instance => [instance.Launch.ClientToken],
            ["subnet-id"] = instance => [instance.SubnetId],
            ["vpc-id"] = instance => [instance.VpcId],
            ["network-interface.subnet-id"] = instance => [instance.SubnetId],
            ["availability-zone"] = instance => [instance.Zone],
            ["reservation-id"] = instance => [instance.ReservationId],
            ["private-ip-address"] = instance => [instance.PrivateIp],
            ["ip-address"] = instance => [instance.PrivateIp],
            ["network-interface.addresses.private-ip-address"] = instance => [instance.PrivateIp],
            ["network-interface.vpc-id"] = instance => [instance.VpcId],
            ["network-interface.network-interface-id"] = instance => [NetworkInterfaces.Id(instance)],
            ["private-dns-name"] = instance => [InstanceXml.HostName(instance)],
            ["dns-name"] = instance => [instance.PrivateIp],
            ["owner-id"] = _ => [Region.Account],
            ["launch-index"] = instance => [$"{instance.LaunchIndex}"],
            ["launch-time"] = instance => [AwsTime.Text(instance.LaunchTime)],
            ["state-reason-code"] = instance => [instance.StateReason?.Split(':')[0]],
            ["reason"] = instance => [instance.StateReason],
            ["iam-instance-profile.arn"] = instance => [InstanceXml.ProfileArn(instance.Launch.InstanceProfile)],
            ["block-device-mapping.volume-id"] = instance => [instance.VolumeId],
            ["availability-zone-id"] = instance => [ZoneActions.ZoneId(instance.Zone)],
            ["group-id"] = instance => instance.Launch.SecurityGroupIds,
            ["instance.group-id"] = instance => instance.Launch.SecurityGroupIds,
            ["metadata-options.http-tokens"] = instance => [instance.Launch.MetadataOptions.Tokens],
            ["metadata-options.http-put-response-hop-limit"] = instance => [$"{instance.Launch.MetadataOptions.HopLimit}"],
            ["metadata-options.http-endpoint"] = instance => [instance.Launch.MetadataOptions.Endpoint],
            ["metadata-options.instance-metadata-tags"] = instance => [instance.Launch.MetadataOptions.Tags],
            ["architecture"] = _ => ["x86_64"],
            ["root-device-type"] = _ => ["ebs"],
            ["virtualization-type"] = _ => ["hvm"],
            ["hypervisor"] = _ => ["xen"],
            ["tenancy"] = _ => ["default"],
            ["monitoring-state"] = _ => ["disabled"],
            ["platform-details"] = _ => ["Linux/UNIX"],
        },
        Show = InstanceXml.Show,
    };

    private static readonly Listing<Instance> Statuses = new("instanceStatusSet", "InstanceId")
    {
        All = Listing.All,
        Named = Listing.Named,
        Show = Listing.Show,
        PagesNamed = false,
        Filters = new Dictionary<string, Func<Instance, IEnumerable<string?>>>
        {
            ["availability-zone"] = instance => [instance.Zone],
            ["availability-zone-id"] = instance => [ZoneActions.ZoneId(instance.Zone)],
            ["instance-state-code"] = Listing.Filters["instance-state-code"],
            ["instance-state-name"] = Listing.Filters["instance-state-name"],
            ["instance-status.reachability"] = instance => [instance.State == "running" ? "passed" : null],
            ["instance-status.status"] = instance => [instance.State == "running" ? "ok" : "not-applicable"],
            ["system-status.reachability"] = instance => [instance.State == "running" ? "passed" : null],
            ["system-status.status"] = instance => [instance.State == "running" ? "ok" : "not-applicable"],
        },
    };

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "RunInstances", Run);
        table.Add("ec2", "DescribeInstances", Describe);
        table.Add("ec2", "DescribeInstanceStatus", Status);
    }

    private IEnumerable<XElement> Run(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        call.CheckTags("instance", "volume", "network-interface", "spot-instances-request", "elastic-gpu");
        call.Required("MinCount");
        call.Required("MaxCount");
        var (least, most) = (call.Number("MinCount")!.Value, call.Number("MaxCount")!.Value);
        if (least < 1 || most < least)
        {
            throw new AwsError(
                "InvalidParameterValue", $"Value ({least}) for parameter minCount is invalid: it must be positive and not above maxCount ({most}).");
        }

        if (most > MostAtOnce)
        {
            throw new AwsError(
                "InstanceLimitExceeded",
                $"You have requested more instances ({most}) than your current instance limit of {MostAtOnce} allows for the specified instance type.");
        }

        var full = LaunchRequest.OverTemplate(call, region);
        full.Required("ImageId");
        var launch = LaunchRequest.Read(full, region) with { RequestDigest = call["ClientToken"] is null ? null : ClientTokens.Digest(call) };
        var launched = instances.Launch(call.Region, launch, most);
        return InstanceXml.Reservation(cloud.Read(call.Region), launched[0].ReservationId, launched);
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var (page, next) = Listing.Page(call, Listing.Find(call, region));
        yield return InstanceXml.Reservations(region, page);
        if (next is not null)
            yield return next;
    }

    private IEnumerable<XElement> Status(AwsCall call)
    {
        var all = call.Flag("IncludeAllInstances") == true;
        var found = Statuses.Find(call, cloud.Read(call.Region)).Where(instance => all || instance.State == "running");
        var (page, next) = Listing.Page(call, found);
        yield return Xml.Set("instanceStatusSet", page.Select(instance => Xml.Item(
            new XElement("instanceId", instance.Id),
            new XElement("availabilityZone", instance.Zone),
            new XElement("availabilityZoneId", ZoneActions.ZoneId(instance.Zone)),
            InstanceXml.State("instanceState", instance.State),
            Check("systemStatus", instance),
            Check("instanceStatus", instance))));
        if (next is not null)
            yield return next;
    }

    private static XElement Check(string element, Instance instance)
    {
        if (instance.State != "running")
            return new XElement(element, new XElement("status", "not-applicable"));
        var reachable = Xml.Item(new XElement("name", "reachability"), new XElement("status", "passed"));
        return new XElement(element, new XElement("status", "ok"), Xml.Set("details", [reachable]));
    }
}
