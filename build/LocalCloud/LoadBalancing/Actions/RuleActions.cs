using System.Globalization;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>Rules of listeners.</summary>
internal sealed class RuleActions(Cloud cloud)
{
    private const string Service = "elasticloadbalancing";

    /// <summary>The ARN of a new rule of a listener.</summary>
    public static string NewArn(string listenerArn) =>
        listenerArn.Replace(":listener/", ":listener-rule/", StringComparison.Ordinal) + "/" + Ids.Suffix();

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add(Service, "CreateRule", Create);
        table.Add(Service, "DescribeRules", Describe);
        table.Add(Service, "ModifyRule", Modify);
        table.Add(Service, "DeleteRule", Delete);
        table.Add(Service, "SetRulePriorities", SetPriorities);
    }

    private IEnumerable<XElement> Create(AwsCall call)
    {
        var (_, rule) = cloud.Change(call.Region, region =>
        {
            var listener = region.Listener(call.Required("ListenerArn"));
            var priority = Priority(call);
            var made = new Rule
            {
                Arn = NewArn(listener.Arn),
                ListenerArn = listener.Arn,
                Priority = priority,
                Conditions = ConditionWire.Read(call),
                Actions = ActionWire.Read(call, "Actions", region, listener.LoadBalancerArn),
                Tags = Answer.Tags(call),
            };
            if (region.Rules.Values.Count(other => region.Listeners[other.ListenerArn].LoadBalancerArn == listener.LoadBalancerArn)
                >= Quotas.RulesOfLoadBalancer)
                throw new AwsError("TooManyRules", $"The maximum number of rules has been reached on the load balancer of '{listener.Arn}'");
            return region.Rules.Values.Any(other => other.ListenerArn == listener.Arn && other.Priority == priority)
                ? throw new AwsError("PriorityInUse", $"Priority '{priority}' is currently in use")
                : ((region with { Rules = region.Rules.Add(made.Arn, made) }).Settled(), made);
        });
        yield return Answer.Members("Rules", [Show(rule)]);
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var region = cloud.Read(call.Region);
        IEnumerable<Listener> listeners = call["ListenerArn"] is { } arn ? [region.Listener(arn)] : region.Listeners.Values;
        var known = listeners.SelectMany(listener => region.Rules.Values
            .Where(rule => rule.ListenerArn == listener.Arn)
            .Select(rule => (rule.Arn, Place: rule.Priority.ToString("D5", CultureInfo.InvariantCulture), Shown: Show(rule)))
            .Append((Arn: listener.DefaultRuleArn, Place: "default", Shown: Show(listener))));
        var found = call.List("RuleArns") is { Count: > 0 } arns
            ? arns.Select(wanted => known.FirstOrDefault(rule => rule.Arn == wanted) is { Arn: not null } rule
                ? rule
                : throw new AwsError("RuleNotFound", $"One or more rules not found: '{wanted}'"))
            : call["ListenerArn"] is not null ? known
            : throw new AwsError("ValidationError", "Either rule ARNs or a listener ARN must be specified");
        return Answer.Page(call, "Rules", found, rule => $"{rule.Place} {rule.Arn}", rule => rule.Shown);
    }

    private IEnumerable<XElement> Modify(AwsCall call)
    {
        var (_, changed) = cloud.Change(call.Region, region =>
        {
            var rule = region.Rule(call.Required("RuleArn"), "modified");
            rule = rule with
            {
                Conditions = call.Has("Conditions") ? ConditionWire.Read(call) : rule.Conditions,
                Actions = call.Has("Actions")
                    ? ActionWire.Read(call, "Actions", region, region.Listeners[rule.ListenerArn].LoadBalancerArn)
                    : rule.Actions,
            };
            return ((region with { Rules = region.Rules.SetItem(rule.Arn, rule) }).Settled(), rule);
        });
        yield return Answer.Members("Rules", [Show(changed)]);
    }

    private IEnumerable<XElement> Delete(AwsCall call)
    {
        cloud.Change(call.Region, region =>
            (region with { Rules = region.Rules.Remove(region.Rule(call.Required("RuleArn"), "deleted").Arn) }).Settled());
        return Answer.Nothing;
    }

    private IEnumerable<XElement> SetPriorities(AwsCall call)
    {
        var (_, moved) = cloud.Change(call.Region, region =>
        {
            var rules = call.Structures("RulePriorities")
                .Select(pair => region.Rule(pair.Required("RuleArn"), "moved") with { Priority = Priority(pair) })
                .ToList();
            var after = region with { Rules = region.Rules.SetItems(rules.Select(rule => KeyValuePair.Create(rule.Arn, rule))) };
            var clash = rules.Find(rule => after.Rules.Values.Any(other =>
                other.Arn != rule.Arn && other.ListenerArn == rule.ListenerArn && other.Priority == rule.Priority));
            return clash is null ? (after, rules) : throw new AwsError("PriorityInUse", $"Priority '{clash.Priority}' is currently in use");
        });
        yield return Answer.Members("Rules", moved.Select(Show));
    }

    private static int Priority(AwsCall call)
    {
        var priority = call.Number("Priority") ?? throw new AwsError("ValidationError", "A rule priority must be specified");
        return priority is >= 1 and <= 50_000
            ? priority
            : throw new AwsError("ValidationError", $"Rule priority '{priority}' must be between '1' and '50000' inclusive");
    }

    private static XElement Show(Rule rule) => Show(
        rule.Arn,
        rule.Priority.ToString(CultureInfo.InvariantCulture),
        ConditionWire.Show(rule.Conditions),
        ActionWire.Show("Actions", rule.Actions));

    private static XElement Show(Listener listener) =>
        Show(listener.DefaultRuleArn, "default", new XElement("Conditions"), ActionWire.Show("Actions", listener.Actions));

    private static XElement Show(string arn, string priority, XElement conditions, XElement actions) => Answer.Member(
        new XElement("RuleArn", arn),
        new XElement("Priority", priority),
        conditions,
        actions,
        new XElement("IsDefault", priority == "default"));
}
