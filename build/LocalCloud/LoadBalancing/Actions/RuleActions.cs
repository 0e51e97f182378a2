using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>The actions on rules.</summary>
internal sealed class RuleActions(Cloud cloud)
{
    public void Register(ActionTable table)
    {
        const string service = "elasticloadbalancing";
        table.Add(service, "CreateRule", Create);
        table.Add(service, "DescribeRules", Describe);
        table.Add(service, "ModifyRule", Modify);
        table.Add(service, "DeleteRule", Delete);
        table.Add(service, "SetRulePriorities", Order);
    }

    private IEnumerable<XElement> Create(AwsCall call)
    {
        var (_, rule) = cloud.Change(call.Region, region =>
        {
            var listener = region.Listeners.GetValueOrDefault(call.Required("ListenerArn")) ?? throw Refusal.NoListener(call["ListenerArn"]!);
            var priority = call.Number("Priority") ?? throw new AwsError("ValidationError", "A priority must be specified");
            DemandFree(region, listener.Arn, priority, null);
            var made = new Rule
            {
                Arn = $"{listener.Arn.Replace(":listener/", ":listener-rule/", StringComparison.Ordinal)}/{Ids.Suffix()}",
                ListenerArn = listener.Arn,
                Priority = priority,
                Conditions = ActionWire.ReadConditions(call),
                Actions = ActionWire.ReadActions(call, "Actions", region),
                Tags = TagActions.Read(call),
            };
            return (region with { Rules = region.Rules.Add(made.Arn, made) }, made);
        });
        return [new XElement("Rules", Member(rule))];
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        var arns = call.List("RuleArns");
        foreach (var missing in arns.Where(arn => !region.Rules.ContainsKey(arn)))
            throw Refusal.NoRule(missing);
        if (arns.Count > 0)
            return Paging.Of(call, "Rules", arns.Select(arn => Member(region.Rules[arn])));
        var listener = region.Listeners.GetValueOrDefault(call.Required("ListenerArn")) ?? throw Refusal.NoListener(call["ListenerArn"]!);
        return Paging.Of(call, "Rules", region.Rules.Values.Where(rule => rule.ListenerArn == listener.Arn).OrderBy(rule => rule.Priority).Select(Member)
            .Append(Default(listener)));
    }

    private IEnumerable<XElement> Modify(AwsCall call)
    {
        var (_, rule) = cloud.Change(call.Region, region =>
        {
            var before = Find(region, call.Required("RuleArn"));
            var changed = before with
            {
                Conditions = call.Has("Conditions") ? ActionWire.ReadConditions(call) : before.Conditions,
                Actions = call.Has("Actions") ? ActionWire.ReadActions(call, "Actions", region) : before.Actions,
            };
            return (region with { Rules = region.Rules.SetItem(changed.Arn, changed) }, changed);
        });
        return [new XElement("Rules", Member(rule))];
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        cloud.Change(call.Region, region => region with { Rules = region.Rules.Remove(Find(region, call.Required("RuleArn")).Arn) });
        return [];
    }

    private IEnumerable<XElement> Order(AwsCall call)
    {
        var pairs = call.Structures("RulePriorities").Select(pair => (Arn: pair.Required("RuleArn"), Priority: pair.Number("Priority") ?? 0)).ToList();
        var after = cloud.Change(call.Region, region =>
        {
            var moved = pairs.Aggregate(region, (now, pair) =>
                now with { Rules = now.Rules.SetItem(pair.Arn, Find(now, pair.Arn) with { Priority = pair.Priority }) });
            foreach (var (arn, priority) in pairs)
                DemandFree(moved, moved.Rules[arn].ListenerArn, priority, arn);
            return moved;
        });
        return [new XElement("Rules", pairs.Select(pair => Member(after.Rules[pair.Arn])))];
    }

    private static Rule Find(Region region, string arn) => region.Rules.GetValueOrDefault(arn) ?? throw Refusal.NoRule(arn);

    private static void DemandFree(Region region, string listener, int priority, string? except)
    {
        if (priority is < 1 or > 50_000)
            throw new AwsError("ValidationError", $"Priority '{priority}' must be between 1 and 50000");
        if (region.Rules.Values.Any(rule => rule.ListenerArn == listener && rule.Priority == priority && rule.Arn != except))
            throw new AwsError("PriorityInUse", $"Priority '{priority}' is currently in use");
    }

    private static XElement Member(Rule rule) => new("member",
        new XElement("RuleArn", rule.Arn),
        new XElement("Priority", rule.Priority),
        ActionWire.Conditions(rule.Conditions),
        ActionWire.Actions("Actions", rule.Actions),
        new XElement("IsDefault", false));

    // The default action is shown as a last rule of its own, named after the listener so that it is the same at each look.
    private static XElement Default(Listener listener) => new("member",
        new XElement("RuleArn", $"{listener.Arn.Replace(":listener/", ":listener-rule/", StringComparison.Ordinal)}/default"),
        new XElement("Priority", "default"),
        new XElement("Conditions"),
        ActionWire.Actions("Actions", listener.Actions),
        new XElement("IsDefault", true));
}
