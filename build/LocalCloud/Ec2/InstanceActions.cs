using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Running and listing instances.</summary>
internal sealed class InstanceActions(Cloud cloud, Instances instances)
{
    /// <summary>How instances are found; shared with DescribeInstanceStatus.</summary>
    public static readonly Listing<Instance> Listing = new("instancesSet", "InstanceId")
    {
        All = region => region.Instances.Values,
        Named = (region, id) => region.Instance(id),
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
            ["group-id"] = instance => instance.Launch.SecurityGroupIds,
            ["instance.group-id"] = instance => instance.Launch.SecurityGroupIds,
            ["architecture"] = _ => ["x86_64"],
            ["root-device-type"] = _ => ["ebs"],
        },
        Show = InstanceXml.Show,
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
        var full = LaunchRequest.OverTemplate(call, region);
        full.Required("ImageId");
        var (least, most) = (call.Number("MinCount") ?? 1, call.Number("MaxCount") ?? 1);
        if (least < 1 || most < least)
            throw new AwsError("InvalidParameterValue", "minCount must be positive, and maxCount not less than it.");
        var launched = instances.Launch(call.Region, LaunchRequest.Read(full, region), most);
        return InstanceXml.Reservation(cloud.Read(call.Region), launched[0].ReservationId, launched);
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var (page, next) = Listing<Instance>.Page(call, Listing.Find(call, region));
        yield return InstanceXml.Reservations(region, page);
        if (next is not null)
            yield return next;
    }

    private IEnumerable<XElement> Status(AwsCall call)
    {
        var all = call.Flag("IncludeAllInstances") == true;
        var found = Listing.Find(call, cloud.Read(call.Region)).Where(instance => all || instance.State == "running");
        var (page, next) = Listing<Instance>.Page(call, found);
        yield return Xml.Set("instanceStatusSet", page.Select(instance => Xml.Item(
            new XElement("instanceId", instance.Id),
            new XElement("availabilityZone", instance.Zone),
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
