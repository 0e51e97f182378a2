using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>The actions on target groups.</summary>
internal sealed class TargetGroupActions(Cloud cloud)
{
    public void Register(ActionTable table)
    {
        const string service = "elasticloadbalancing";
        table.Add(service, "CreateTargetGroup", Create);
        table.Add(service, "DescribeTargetGroups", Describe);
        table.Add(service, "ModifyTargetGroup", Modify);
        table.Add(service, "DeleteTargetGroup", Delete);
        table.Add(service, "DescribeTargetGroupAttributes", call => [Attributes(Find(cloud.Read(call.Region), call).Attributes)]);
        table.Add(service, "ModifyTargetGroupAttributes", ModifyAttributes);
    }

    /// <summary>Attributes as both load balancers and target groups show them.</summary>
    public static XElement Attributes(IEnumerable<KeyValuePair<string, string>> attributes) => new("Attributes", attributes.Select(attribute =>
        new XElement("member", new XElement("Key", attribute.Key), new XElement("Value", attribute.Value))));

    private IEnumerable<XElement> Create(AwsCall call)
    {
        if ((call["Protocol"] ?? "HTTP") != "HTTP")
            throw new AwsError("UnsupportedProtocol", $"The protocol '{call["Protocol"]}' is not supported here; HTTP is");
        var (after, group) = cloud.Change(call.Region, region =>
        {
            var name = call.Required("Name");
            if (region.TargetGroups.Values.Any(known => known.Name == name))
                throw new AwsError("DuplicateTargetGroupName", $"A target group with the same name '{name}' exists, but with different settings");
            var made = new TargetGroup
            {
                Arn = region.Arn("elasticloadbalancing", $"targetgroup/{name}/{Ids.Suffix()}"),
                Name = name,
                Port = call.Number("Port") ?? throw new AwsError("ValidationError", "A port must be specified"),
                VpcId = call.Required("VpcId"),
                HealthCheck = Read(call, new HealthCheck()),
                Tags = TagActions.Read(call),
            };
            return (region with { TargetGroups = region.TargetGroups.Add(made.Arn, made) }, made);
        });
        return [new XElement("TargetGroups", Member(after, group))];
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var (arns, names, balancer) = (call.List("TargetGroupArns"), call.List("Names"), call["LoadBalancerArn"]);
        foreach (var missing in arns.Where(arn => !region.TargetGroups.ContainsKey(arn)).Concat(names.Except(region.TargetGroups.Values.Select(known => known.Name))))
            throw Refusal.NoTargetGroup(missing);
        return Paging.Of(call, "TargetGroups", region.TargetGroups.Values
            .Where(known => (arns.Count == 0 && names.Count == 0) || arns.Contains(known.Arn) || names.Contains(known.Name))
            .Where(known => balancer is null || Balancers(region, known.Arn).Contains(balancer))
            .Select(known => Member(region, known)));
    }

    private IEnumerable<XElement> Modify(AwsCall call)
    {
        var (after, group) = Change(call, group => group with { HealthCheck = Read(call, group.HealthCheck) });
        return [new XElement("TargetGroups", Member(after, group))];
    }

    private IEnumerable<XElement> ModifyAttributes(AwsCall call)
    {
        var sent = call.Structures("Attributes").ToDictionary(attribute => attribute.Required("Key"), attribute => attribute["Value"] ?? "");
        if (sent.TryGetValue(TargetGroup.DelayAttribute, out var delay) && !(int.TryParse(delay, out var seconds) && seconds is >= 0 and <= 3600))
            throw new AwsError("ValidationError", $"Target group attribute value '{delay}' is not valid; '{TargetGroup.DelayAttribute}' must be between 0 and 3600");
        var (_, group) = Change(call, group => group with { Attributes = group.Attributes.SetItems(sent) });
        return [Attributes(group.Attributes)];
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        var arn = call.Required("TargetGroupArn");
        cloud.Change(call.Region, region => region.TargetGroupsInUse.Contains(arn)
            ? throw new AwsError("ResourceInUse", $"Target group '{arn}' is currently in use by a listener or a rule")
            : region with { TargetGroups = region.TargetGroups.Remove(arn) });
        return [];
    }

    private (Region After, TargetGroup Group) Change(AwsCall call, Func<TargetGroup, TargetGroup> change) => cloud.Change(call.Region, region =>
    {
        var changed = change(Find(region, call));
        return (region with { TargetGroups = region.TargetGroups.SetItem(changed.Arn, changed) }, changed);
    });

    private static TargetGroup Find(Region region, AwsCall call) => region.TargetGroups.GetValueOrDefault(call.Required("TargetGroupArn"))
        ?? throw Refusal.NoTargetGroup(call["TargetGroupArn"]!);

    private static HealthCheck Read(AwsCall call, HealthCheck before)
    {
        var check = before with
        {
            Path = call["HealthCheckPath"] ?? before.Path,
            Port = call["HealthCheckPort"] ?? before.Port,
            IntervalSeconds = Within(call, "HealthCheckIntervalSeconds", 5, 300) ?? before.IntervalSeconds,
            TimeoutSeconds = Within(call, "HealthCheckTimeoutSeconds", 2, 120) ?? before.TimeoutSeconds,
            HealthyThreshold = Within(call, "HealthyThresholdCount", 2, 10) ?? before.HealthyThreshold,
            UnhealthyThreshold = Within(call, "UnhealthyThresholdCount", 2, 10) ?? before.UnhealthyThreshold,
            Matcher = call.Structure("Matcher")["HttpCode"] ?? before.Matcher,
        };
        return check.TimeoutSeconds < check.IntervalSeconds
            ? check
            : throw new AwsError("ValidationError", $"Health check interval must be greater than the timeout.");
    }

    private static int? Within(AwsCall call, string name, int least, int most) => call.Number(name) switch
    {
        null => null,
        var number when number >= least && number <= most => number,
        var number => throw new AwsError("ValidationError", $"1 validation error detected: Value '{number}' at '{name}' failed to satisfy constraint: must be between {least} and {most}"),
    };

    private static IEnumerable<string> Balancers(Region region, string arn)
    {
        var listeners = region.Listeners.Values.Where(listener => listener.Actions.Exists(action => action.Forward.ContainsKey(arn))).Select(listener => listener.Arn)
            .Concat(region.Rules.Values.Where(rule => rule.Actions.Exists(action => action.Forward.ContainsKey(arn))).Select(rule => rule.ListenerArn));
        return listeners.Select(listener => region.Listeners[listener].LoadBalancerArn).Distinct();
    }

    private static XElement Member(Region region, TargetGroup group) => new("member",
        new XElement("TargetGroupArn", group.Arn),
        new XElement("TargetGroupName", group.Name),
        new XElement("Protocol", "HTTP"),
        new XElement("Port", group.Port),
        new XElement("VpcId", group.VpcId),
        new XElement("HealthCheckProtocol", "HTTP"),
        new XElement("HealthCheckPort", group.HealthCheck.Port),
        new XElement("HealthCheckEnabled", true),
        new XElement("HealthCheckIntervalSeconds", group.HealthCheck.IntervalSeconds),
        new XElement("HealthCheckTimeoutSeconds", group.HealthCheck.TimeoutSeconds),
        new XElement("HealthyThresholdCount", group.HealthCheck.HealthyThreshold),
        new XElement("UnhealthyThresholdCount", group.HealthCheck.UnhealthyThreshold),
        new XElement("HealthCheckPath", group.HealthCheck.Path),
        new XElement("Matcher", new XElement("HttpCode", group.HealthCheck.Matcher)),
        new XElement("LoadBalancerArns", Balancers(region, group.Arn).Select(arn => new XElement("member", arn))),
        new XElement("TargetType", "instance"),
        new XElement("ProtocolVersion", "HTTP1"),
        new XElement("IpAddressType", "ipv4"));
}
