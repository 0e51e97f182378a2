using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>Target groups and their attributes.</summary>
internal sealed partial class TargetGroupActions(Cloud cloud)
{
    private const string Service = "elasticloadbalancing";

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add(Service, "CreateTargetGroup", Create);
        table.Add(Service, "DescribeTargetGroups", Describe);
        table.Add(Service, "ModifyTargetGroup", Modify);
        table.Add(Service, "DeleteTargetGroup", Delete);
        table.Add(Service, "DescribeTargetGroupAttributes", DescribeAttributes);
        table.Add(Service, "ModifyTargetGroupAttributes", ModifyAttributes);
    }

    private IEnumerable<XElement> Create(AwsCall call)
    {
        var (after, group) = cloud.Change(call.Region, region =>
        {
            var wanted = Wanted(region, call);
            if (region.TargetGroups.Values.FirstOrDefault(other => other.Name == wanted.Name) is not { } known)
                return region.TargetGroups.Count < Quotas.TargetGroups
                    ? (region with { TargetGroups = region.TargetGroups.Add(wanted.Arn, wanted) }, wanted)
                    : throw new AwsError("TooManyTargetGroups", "The maximum number of target groups has been reached");
            return known.Port == wanted.Port && known.VpcId == wanted.VpcId && known.HealthCheck == wanted.HealthCheck
                ? (region, known)
                : throw new AwsError("DuplicateTargetGroupName",
                    $"A target group with the same name '{known.Name}' exists, but with different settings");
        });
        return [Answer.Members("TargetGroups", [Show(after, group)])];
    }

    private static TargetGroup Wanted(Region region, AwsCall call)
    {
        var name = call.Required("Name");
        if (name.Length > 32 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') || name.StartsWith('-')
            || name.EndsWith('-'))
            throw new AwsError("ValidationError",
                $"Target group name '{name}' must be at most 32 alphanumeric characters and hyphens(-)");
        if (call["TargetType"] is { } type and not "instance")
            throw new AwsError("InvalidConfigurationRequest", $"Target groups of type '{type}' are not supported here");
        if (call["Protocol"] != "HTTP" || call["ProtocolVersion"] is { Length: > 0 } and not "HTTP1")
            throw new AwsError("InvalidConfigurationRequest",
                $"Target groups speak HTTP here, not '{call["Protocol"]} {call["ProtocolVersion"]}'");
        var vpc = call["VpcId"] ?? throw new AwsError("ValidationError", "A VPC ID must be specified");
        if (!region.Vpcs.ContainsKey(vpc))
            throw new AwsError("ValidationError", $"The VPC ID '{vpc}' is not found");
        return new TargetGroup
        {
            Arn = region.Arn(Service, $"targetgroup/{name}/{Ids.Suffix()}"),
            Name = name,
            Port = Port(call.Number("Port")),
            VpcId = vpc,
            HealthCheck = Checked(call, new HealthCheck()),
            Tags = Answer.Tags(call),
        };
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var (arns, names) = (call.List("TargetGroupArns"), call.List("Names"));
        if (new[] { arns.Count > 0, names.Count > 0, call["LoadBalancerArn"] is not null }.Count(given => given) > 1)
            throw new AwsError("ValidationError",
                "Only one of a load balancer ARN, target group ARNs and target group names can be specified");
        var missing = new AwsError("TargetGroupNotFound", "One or more target groups not found");
        var found = arns.Count > 0 ? arns.Select(arn => region.TargetGroups.GetValueOrDefault(arn) ?? throw missing)
            : names.Count > 0 ? names.Select(name => region.TargetGroups.Values.FirstOrDefault(group => group.Name == name)
                ?? throw missing)
            : region.TargetGroups.Values;
        if (call["LoadBalancerArn"] is { } balancer)
        {
            region.LoadBalancer(balancer);
            found = found.Where(group => region.Uses().Contains((group.Arn, balancer)));
        }

        return Answer.Page(call, "TargetGroups", found, group => group.Arn, group => Show(region, group));
    }

    private IEnumerable<XElement> Modify(AwsCall call)
    {
        var (after, changed) = cloud.Change(call.Region, region =>
        {
            var group = region.TargetGroup(call.Required("TargetGroupArn"));
            group = group with { HealthCheck = Checked(call, group.HealthCheck) };
            return (region with { TargetGroups = region.TargetGroups.SetItem(group.Arn, group) }, group);
        });
        return [Answer.Members("TargetGroups", [Show(after, changed)])];
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        var arn = call.Required("TargetGroupArn");
        cloud.Change(call.Region, region => region.Uses().Any(use => use.TargetGroup == arn)
            ? throw new AwsError("ResourceInUse", $"Target group '{arn}' is currently in use by a listener or a rule")
            : region with { TargetGroups = region.TargetGroups.Remove(arn) });
        return Answer.Nothing;
    }

    private IEnumerable<XElement> DescribeAttributes(AwsCall call) =>
        [AttributeWire.Show(AttributeKeys.OfTargetGroups, cloud.Read(call.Region).TargetGroup(call.Required("TargetGroupArn")).Attributes)];

    private IEnumerable<XElement> ModifyAttributes(AwsCall call)
    {
        var set = AttributeWire.Read(call, AttributeKeys.OfTargetGroups, "Target group");
        var (_, changed) = cloud.Change(call.Region, region =>
        {
            var group = region.TargetGroup(call.Required("TargetGroupArn"));
            group = Possible(group with { Attributes = group.Attributes.SetItems(set) });
            return (region with { TargetGroups = region.TargetGroups.SetItem(group.Arn, group) }, group);
        });
        return [AttributeWire.Show(AttributeKeys.OfTargetGroups, changed.Attributes)];
    }

    /// <summary>
    /// Refuses attributes that exclude one another. Source: "Edit target group attributes for your Application Load Balancer": slow start
    /// goes with round robin only, anomaly mitigation with weighted random only, and an application cookie has a name.
    /// </summary>
    private static TargetGroup Possible(TargetGroup group)
    {
        var algorithm = group.Attribute(AttributeKeys.Algorithm);
        if (algorithm != "round_robin" && group.Attribute(AttributeKeys.SlowStart) != "0")
            throw new AwsError("InvalidConfigurationRequest", $"Slow start is not supported with the '{algorithm}' algorithm");
        if (algorithm != "weighted_random" && group.Attribute(AttributeKeys.AnomalyMitigation) == "on")
            throw new AwsError("InvalidConfigurationRequest", $"Anomaly mitigation is not supported with the '{algorithm}' algorithm");
        return group.Attribute(AttributeKeys.StickinessType) == "app_cookie" && group.Attribute(AttributeKeys.AppCookie).Length == 0
            ? throw new AwsError("InvalidConfigurationRequest", "A cookie name must be specified for application-based stickiness")
            : group;
    }

    /// <summary>The health check with what the call changes of it.</summary>
    private static HealthCheck Checked(AwsCall call, HealthCheck before)
    {
        if ((call["HealthCheckProtocol"] ?? "HTTP") != "HTTP")
            throw new AwsError("InvalidConfigurationRequest", $"Health checks speak HTTP here, not '{call["HealthCheckProtocol"]}'");
        if (call.Flag("HealthCheckEnabled") == false)
            throw new AwsError("InvalidConfigurationRequest",
                "Health check enabled must be true for target groups with target type 'instance'");
        var after = before with
        {
            Port = call["HealthCheckPort"] ?? before.Port,
            Path = call["HealthCheckPath"] ?? before.Path,
            IntervalSeconds = Within("Health check interval", call.Number("HealthCheckIntervalSeconds") ?? before.IntervalSeconds, 5, 300),
            TimeoutSeconds = Within("Health check timeout", call.Number("HealthCheckTimeoutSeconds") ?? before.TimeoutSeconds, 2, 120),
            HealthyThreshold = Within("Healthy threshold count", call.Number("HealthyThresholdCount") ?? before.HealthyThreshold, 2, 10),
            UnhealthyThreshold = Within(
                "Unhealthy threshold count", call.Number("UnhealthyThresholdCount") ?? before.UnhealthyThreshold, 2, 10),
            Matcher = call["Matcher.HttpCode"] ?? before.Matcher,
        };
        if (after.Port != "traffic-port" && !int.TryParse(after.Port, out _))
            throw new AwsError("ValidationError",
                $"Health check port '{after.Port}' must be 'traffic-port' or a number between 1 and 65535");
        if (!after.Path.StartsWith('/'))
            throw new AwsError("ValidationError", $"Health check path '{after.Path}' must begin with a '/' character");
        if (after.TimeoutSeconds >= after.IntervalSeconds)
            throw new AwsError("ValidationError",
                $"Health check timeout '{after.TimeoutSeconds}' must be smaller than the interval '{after.IntervalSeconds}'");
        return Codes().IsMatch(after.Matcher)
            ? after
            : throw new AwsError("ValidationError", $"Health check matcher HTTP code '{after.Matcher}' must be within '200-499'");
    }

    private static int Port(int? port) => port is { } given
        ? Within("Port", given, 1, 65_535)
        : throw new AwsError("ValidationError", "A port must be specified");

    private static int Within(string what, int value, int least, int most) => value >= least && value <= most
        ? value
        : throw new AwsError("ValidationError", $"{what} '{value}' must be between '{least}' and '{most}' inclusive");

    private static XElement Show(Region region, TargetGroup group) => Answer.Member(
        new XElement("TargetGroupArn", group.Arn),
        new XElement("TargetGroupName", group.Name),
        new XElement("Protocol", "HTTP"),
        new XElement("ProtocolVersion", "HTTP1"),
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
        Answer.Values("LoadBalancerArns", region.Uses().Where(use => use.TargetGroup == group.Arn).Select(use => use.LoadBalancer)),
        new XElement("TargetType", "instance"),
        new XElement("IpAddressType", "ipv4"));

    [GeneratedRegex(@"^[2-4]\d\d(-[2-4]\d\d)?(,[2-4]\d\d(-[2-4]\d\d)?)*$")]
    private static partial Regex Codes();
}
