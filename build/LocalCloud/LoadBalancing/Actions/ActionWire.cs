using System.Collections.Immutable;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>The actions of rules and listeners as they come and go over the wire.</summary>
internal static class ActionWire
{
    /// <summary>Reads the actions that a call names.</summary>
    /// <param name="call">The call.</param>
    /// <param name="name"><c>Actions</c> or <c>DefaultActions</c>.</param>
    /// <param name="region">Where the target groups are.</param>
    /// <param name="balancer">The load balancer that is to forward to them.</param>
    /// <exception cref="AwsError">An action is impossible; a target group does not exist or is of another load balancer.</exception>
    public static ImmutableList<RuleAction> Read(AwsCall call, string name, Region region, string balancer)
    {
        var actions = call.Structures(name).Select(Read).OrderBy(action => action.Order ?? 0).ToImmutableList();
        if (actions.IsEmpty)
            throw new AwsError("ValidationError",
                $"1 validation error detected: Value null at '{name}' failed to satisfy constraint: Member must not be null");
        if (actions.Count > 1)
            throw new AwsError("InvalidLoadBalancerAction",
                "A rule has exactly one forward, redirect or fixed-response action, as its last");
        CheckGroups([.. actions.SelectMany(action => action.Groups).Select(group => group.Arn)], region, balancer);
        return actions;
    }

    /// <summary>Actions as answers show them: a forward to a single target group in both of its forms.</summary>
    public static XElement Show(string name, IEnumerable<RuleAction> actions) =>
        Answer.Members(name, actions.Select(action => Answer.Member(
        new XElement("Type", action.Type),
        Answer.Text("Order", action.Order),
        action.Groups is [var only] ? new XElement("TargetGroupArn", only.Arn) : null,
        action.Type != "forward" ? null : new XElement("ForwardConfig",
            Answer.Members("TargetGroups", action.Groups.Select(group => Answer.Member(
                new XElement("TargetGroupArn", group.Arn), new XElement("Weight", group.Weight)))),
            new XElement("TargetGroupStickinessConfig",
                new XElement("Enabled", action.StickySeconds is not null), Answer.Text("DurationSeconds", action.StickySeconds))),
        action.FixedResponse is not { } answer ? null : new XElement("FixedResponseConfig",
            Answer.Text("MessageBody", answer.Body),
            new XElement("StatusCode", answer.StatusCode),
            Answer.Text("ContentType", answer.ContentType)),
        action.Redirect is not { } redirect ? null : new XElement("RedirectConfig",
            new XElement("Protocol", redirect.Protocol),
            new XElement("Port", redirect.Port),
            new XElement("Host", redirect.Host),
            new XElement("Path", redirect.Path),
            new XElement("Query", redirect.Query),
            new XElement("StatusCode", redirect.StatusCode)))));

    /// <summary>A target group is of one load balancer, and a load balancer of at most a hundred.</summary>
    private static void CheckGroups(IReadOnlyList<string> groups, Region region, string balancer)
    {
        var uses = region.Uses().ToLookup(use => use.LoadBalancer == balancer, use => use.TargetGroup);
        foreach (var group in groups)
        {
            region.TargetGroup(group);
            if (uses[false].Contains(group))
                throw new AwsError("TargetGroupAssociationLimit",
                    $"The following target groups cannot be associated with more than one load balancer: {group}");
        }

        if (uses[true].Union(groups).Count() > Quotas.TargetGroupsOfLoadBalancer)
            throw new AwsError("TooManyUniqueTargetGroupsPerLoadBalancer",
                $"The maximum number of target groups has been reached on the load balancer '{balancer}'");
    }

    private static RuleAction Read(AwsCall action)
    {
        var read = new RuleAction { Type = action.Required("Type"), Order = action.Number("Order") };
        return read.Type switch
        {
            "forward" => read with
            {
                Groups = Groups(action),
                StickySeconds = StickySeconds(action.Structure("ForwardConfig").Structure("TargetGroupStickinessConfig")),
            },
            "fixed-response" => read with { FixedResponse = AnswerWire.Fixed(action.Structure("FixedResponseConfig")) },
            "redirect" => read with { Redirect = AnswerWire.Redirect(action.Structure("RedirectConfig")) },
            _ => throw new AwsError("InvalidLoadBalancerAction", $"Actions of type '{read.Type}' are not supported on HTTP listeners"),
        };
    }

    private static ImmutableList<WeightedGroup> Groups(AwsCall action)
    {
        var groups = action.Structure("ForwardConfig").Structures("TargetGroups")
            .Select(group => new WeightedGroup(group.Required("TargetGroupArn"), group.Number("Weight") ?? 1))
            .ToImmutableList();
        var single = action["TargetGroupArn"];
        if (groups.IsEmpty)
            return single is { Length: > 0 }
                ? [new(single, 1)]
                : throw new AwsError("ValidationError", "A target group must be specified for a forward action");
        if (single is { Length: > 0 } && (groups.Count > 1 || groups[0].Arn != single))
            throw new AwsError("InvalidLoadBalancerAction",
                "You cannot specify both 'TargetGroupArn' and 'ForwardConfig' unless they name the same single target group");
        if (groups.Count > Quotas.TargetGroupsOfAction)
            throw new AwsError("TooManyTargetGroups", $"A forward action takes at most '{Quotas.TargetGroupsOfAction}' target groups");
        if (groups.DistinctBy(group => group.Arn).Count() < groups.Count)
            throw new AwsError("ValidationError", "A target group was specified more than once in a forward action");
        return groups.Find(group => group.Weight is < 0 or > 999) is { } wrong
            ? throw new AwsError("ValidationError", $"Target group weight '{wrong.Weight}' must be between '0' and '999' inclusive")
            : groups;
    }

    private static int? StickySeconds(AwsCall stickiness) => stickiness.Flag("Enabled") != true ? null
        : stickiness.Number("DurationSeconds") is { } seconds and >= 1 and <= 604_800 ? seconds
        : throw new AwsError("ValidationError", "Target group stickiness needs a duration between '1' and '604800' seconds");
}
