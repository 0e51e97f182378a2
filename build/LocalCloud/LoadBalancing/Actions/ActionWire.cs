using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Bundt.LocalCloud.AutoScaling;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>Actions and conditions as they come and go on the wire.</summary>
internal static class ActionWire
{
    public static ImmutableList<RuleAction> ReadActions(AwsCall call, string name, Region region)
    {
        var actions = call.Structures(name).Select(ReadAction).ToImmutableList();
        if (actions.Count == 0)
            throw new AwsError("ValidationError", $"You must specify a value for '{name}'");
        foreach (var arn in actions.SelectMany(action => action.Forward.Keys).Where(arn => !region.TargetGroups.ContainsKey(arn)))
            throw Refusal.NoTargetGroup(arn);
        return actions;
    }

    public static ImmutableList<RuleCondition> ReadConditions(AwsCall call) => [.. call.Structures("Conditions").Select(condition =>
    {
        var field = condition.Required("Field");
        var (config, values) = field switch
        {
            "host-header" => ("HostHeaderConfig", "Values"),
            "path-pattern" => ("PathPatternConfig", "Values"),
            "http-header" => ("HttpHeaderConfig", "Values"),
            "http-request-method" => ("HttpRequestMethodConfig", "Values"),
            "source-ip" => ("SourceIpConfig", "Values"),
            "query-string" => ("QueryStringConfig", "Values"),
            _ => throw new AwsError("ValidationError", $"Condition field '{field}' must be one of '[path-pattern, host-header, http-header, http-request-method, query-string, source-ip]'"),
        };
        var structure = condition.Structure(config);
        ImmutableList<string> given = field == "query-string"
            ? [.. structure.Structures(values).Select(pair => pair["Key"] is { } key ? $"{key}={pair["Value"]}" : pair["Value"] ?? "")]
            : [.. structure.List(values), .. condition.List("Values")];
        return given.Count > 0
            ? new RuleCondition(field, given, structure["HttpHeaderName"])
            : throw new AwsError("ValidationError", "A condition value must be specified");
    })];

    public static XElement Actions(string name, IEnumerable<RuleAction> actions) => new(name, actions.Select(action => new XElement("member",
        new XElement("Type", action.Type),
        action.Order is { } order ? new XElement("Order", order) : null,
        action.Forward.Count == 1 ? new XElement("TargetGroupArn", action.Forward.Keys.First()) : null,
        action.Type == "forward" ? ForwardConfig(action) : null,
        WireTree.Elements(action.Settings))));

    public static XElement Conditions(IEnumerable<RuleCondition> conditions) => new("Conditions", conditions.Select(condition => new XElement("member",
        new XElement("Field", condition.Field),
        condition.Field is "host-header" or "path-pattern" ? Values(condition) : null,
        condition.Field switch
        {
            "host-header" => new XElement("HostHeaderConfig", Values(condition)),
            "path-pattern" => new XElement("PathPatternConfig", Values(condition)),
            "http-header" => new XElement("HttpHeaderConfig", new XElement("HttpHeaderName", condition.Header), Values(condition)),
            "http-request-method" => new XElement("HttpRequestMethodConfig", Values(condition)),
            "source-ip" => new XElement("SourceIpConfig", Values(condition)),
            _ => new XElement("QueryStringConfig", new XElement("Values", condition.Values.Select(value => value.Split('=', 2)).Select(pair =>
                new XElement("member", pair.Length == 2 ? new XElement("Key", pair[0]) : null, new XElement("Value", pair[^1]))))),
        })));

    private static RuleAction ReadAction(AwsCall action)
    {
        var type = action.Required("Type");
        if (type is not ("forward" or "fixed-response" or "redirect"))
            throw new AwsError("InvalidLoadBalancerAction", $"The action type '{type}' is not valid with this listener");
        if (type != "forward")
        {
            return new RuleAction
            {
                Type = type,
                Order = action.Number("Order"),
                Settings = WireTree.Take(action, "FixedResponseConfig", "RedirectConfig"),
            };
        }

        var config = action.Structure("ForwardConfig");
        var weights = config.Structures("TargetGroups").ToImmutableSortedDictionary(group => group.Required("TargetGroupArn"), group => group.Number("Weight") ?? 1);
        if (weights.Count == 0)
            weights = weights.Add(action.Required("TargetGroupArn"), 1);
        if (weights.Values.Any(weight => weight is < 0 or > 999))
            throw new AwsError("ValidationError", "Target group weight must be between 0 and 999");
        var sticky = config.Structure("TargetGroupStickinessConfig");
        return new RuleAction
        {
            Type = type,
            Order = action.Number("Order"),
            Forward = weights,
            StickySeconds = sticky.Flag("Enabled") == true ? sticky.Number("DurationSeconds") ?? 3600 : null,
        };
    }

    private static XElement ForwardConfig(RuleAction action) => new("ForwardConfig",
        new XElement("TargetGroups", action.Forward.Select(group => new XElement("member",
            new XElement("TargetGroupArn", group.Key), new XElement("Weight", group.Value.ToString(CultureInfo.InvariantCulture))))),
        new XElement("TargetGroupStickinessConfig",
            new XElement("Enabled", action.StickySeconds is not null),
            action.StickySeconds is { } seconds ? new XElement("DurationSeconds", seconds) : null));

    private static XElement Values(RuleCondition condition) => new("Values", condition.Values.Select(value => new XElement("member", value)));
}
