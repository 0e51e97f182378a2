using Bundt.Domain.Environments;

namespace Bundt.Domain.Checks;

/// <summary>Whether live traffic goes through the load balancer in the way that Bundt moves it.</summary>
public static class TrafficChecks
{
    private static readonly string[] Everywhere = ["0.0.0.0/0", "::/0"];

    /// <summary>All that there is to say of it.</summary>
    /// <param name="stack">What is there.</param>
    /// <param name="environment">What the environment file says.</param>
    public static IEnumerable<Finding> Of(Stack stack, ReleaseEnvironment environment)
    {
        var traffic = environment.Traffic;
        var (blue, green) = (Find(stack, traffic.TargetGroups.Blue), Find(stack, traffic.TargetGroups.Green));
        return
        [
            .. Balancer(stack.Balancer), .. Groups(stack, environment, blue, green), .. Live(stack, traffic, blue, green),
            .. Preview(stack, "blue", traffic.Preview.Blue, blue, traffic.TargetGroups.Blue), .. Preview(stack, "green", traffic.Preview.Green, green, traffic.TargetGroups.Green),
            .. Open(stack, traffic), .. Others(stack, traffic, [.. new[] { blue, green }.OfType<StackTargetGroup>()]),
        ];
    }

    private static StackTargetGroup? Find(Stack stack, string name) => stack.TargetGroups.FirstOrDefault(group => group.Name == name);

    // Weighted forwards and rules are an Application Load Balancer's (Elastic Load Balancing API, CreateLoadBalancer, Type).
    private static IEnumerable<Finding> Balancer(StackBalancer balancer) => Finding.OrFine(
    [
        .. balancer.Type == "application" ? Array.Empty<Finding>() : [Finding.Must(
            "load balancer", $"{balancer.Name} is of type {balancer.Type}", "an Application Load Balancer: no other has rules that forward by weight",
            "Make one (aws elbv2 create-load-balancer --type application …), and name it in traffic.loadBalancer.")],
        .. balancer.State == "active" ? Array.Empty<Finding>() : [Finding.Must(
            "load balancer", $"{balancer.Name} is {balancer.State}", "active", $"Wait until it is (aws elbv2 wait load-balancer-available --names {balancer.Name}), or see in AWS's console why it is not.")],
    ], "load balancer", $"{balancer.Name} is active in {balancer.Vpc}");

    private static IEnumerable<Finding> Groups(Stack stack, ReleaseEnvironment environment, StackTargetGroup? blue, StackTargetGroup? green)
    {
        var names = environment.Traffic.TargetGroups;
        foreach (var (name, group) in new[] { (names.Blue, blue), (names.Green, green) })
        {
            foreach (var finding in Group(name, group, stack.Balancer.Vpc, environment.Application.Port))
                yield return finding;
        }

        if (blue is not null && green is not null && blue.HealthCheck != green.HealthCheck)
        {
            yield return Finding.Should(
                "target groups", $"{blue.Name} is checked by {blue.HealthCheck}, and {green.Name} by {green.HealthCheck}", "the same health check in both: else a server is healthy in one and not in the other",
                $"aws elbv2 modify-target-group --target-group-arn {green.Arn} … with the values of {blue.Name}");
        }
    }

    private static IEnumerable<Finding> Group(string name, StackTargetGroup? group, string vpc, int port)
    {
        if (group is null)
        {
            return
            [
                Finding.Must(
                    "target groups", $"there is no target group {name}", "two permanent target groups of the load balancer",
                    $"aws elbv2 create-target-group --name {name} --protocol HTTP --port {port} --vpc-id {vpc} --target-type instance --health-check-path /health, or another name in traffic.targetGroups"),
            ];
        }

        // The type and the VPC of a target group cannot be changed (Elastic Load Balancing API, CreateTargetGroup).
        return Finding.OrFine(
        [
            .. group.TargetType == "instance" ? Array.Empty<Finding>() : [Finding.Must(
                "target groups", $"{name} takes targets of type {group.TargetType}", "type instance: Auto Scaling registers instances",
                $"Make it anew (aws elbv2 create-target-group --name {name}-2 --target-type instance …), and name it in traffic.targetGroups.")],
            .. group.Port == port ? Array.Empty<Finding>() : [Finding.Must(
                "target groups", $"{name} registers servers with port {group.Port}", $"the port that the application listens on: {port}",
                $"Set application.port to {group.Port}, or make {name} anew with --port {port}.")],
            .. group.Vpc == vpc ? Array.Empty<Finding>() : [Finding.Must(
                "target groups", $"{name} is in {group.Vpc}", $"the VPC of the load balancer, {vpc}", $"Make it anew with --vpc-id {vpc}, and name it in traffic.targetGroups.")],
        ], "target groups", $"{name} takes instances at port {group.Port}, checked by {group.HealthCheck}");
    }

    private static IEnumerable<Finding> Live(Stack stack, TrafficSettings traffic, StackTargetGroup? blue, StackTargetGroup? green)
    {
        if (stack.Listeners.FirstOrDefault(known => known.Port == traffic.Listener) is not { } listener)
            return [NoListener(stack, "live rule", traffic.Listener, "traffic.listener", blue?.Arn)];
        if (listener.Rules.FirstOrDefault(rule => rule.IsLive(traffic)) is not { } rule)
        {
            return
            [
                Finding.Must(
                    "live rule", $"the listener on port {traffic.Listener} has no rule of priority {traffic.Rule}; it has {string.Join(", ", listener.Rules.Select(known => known.Priority))}", "the rule that carries the public's traffic",
                    "Set traffic.rule to its priority, or leave it out where the listener's default rule is meant."),
            ];
        }

        var (toBlue, toGreen) = (Weight(rule, blue), Weight(rule, green));
        var elsewhere = rule.Forwards.Where(forward => forward.Value > 0 && forward.Key != blue?.Arn && forward.Key != green?.Arn).Select(forward => forward.Key).ToList();
        return
        [
            toBlue + toGreen == 0 || elsewhere.Count > 0 ? Finding.Must(
                    "live rule", rule.Forwards.Count == 0 ? $"the {Named(rule, listener)} does not forward" : $"the {Named(rule, listener)} forwards to {string.Join(", ", elsewhere)}", "a forward to one of the two target groups, and to nothing else",
                    $"{Command(rule, listener)} Type=forward,TargetGroupArn={blue?.Arn ?? "ARN"}")
                : toBlue > 0 && toGreen > 0 ? Finding.Should(
                    "live rule", $"the {Named(rule, listener)} forwards {toBlue} to {blue!.Name} and {toGreen} to {green!.Name}", "a forward to one of the two: a release is half done",
                    "Go on with it (--target=Release), or call it off (--target=Abort).")
                : Finding.Fine("live rule", $"the {Named(rule, listener)} forwards to {(toBlue > 0 ? blue : green)!.Name}"),
        ];
    }

    private static IEnumerable<Finding> Preview(Stack stack, string which, int port, StackTargetGroup? group, string name)
    {
        var subject = $"preview of {which}";
        if (stack.Listeners.FirstOrDefault(known => known.Port == port) is not { } listener)
            return [NoListener(stack, subject, port, $"traffic.preview.{which}", group?.Arn)];
        var rule = listener.Rules.First(known => known.IsDefault);
        return
        [
            rule.Forwards.Count(forward => forward.Value > 0) == 1 && Weight(rule, group) > 0 ? Finding.Fine(subject, $"port {port} always shows {name}") : Finding.Must(
                subject, rule.Forwards.Count == 0 ? $"the {Named(rule, listener)} does not forward" : $"the {Named(rule, listener)} forwards to {string.Join(", ", rule.Forwards.Where(forward => forward.Value > 0).Select(forward => stack.TargetGroups.FirstOrDefault(known => known.Arn == forward.Key)?.Name ?? forward.Key))}",
                $"a forward to {name} alone, which nothing ever changes: new servers are verified through it", $"{Command(rule, listener)} Type=forward,TargetGroupArn={group?.Arn ?? "ARN"}"),
        ];
    }

    // What is seen there is the next release, before it is live.
    private static IEnumerable<Finding> Open(Stack stack, TrafficSettings traffic) =>
        from port in new[] { traffic.Preview.Blue, traffic.Preview.Green }
        from guard in stack.SecurityGroups
        where stack.Balancer.SecurityGroups.Contains(guard.Id)
        from opening in guard.Openings
        where opening.First <= port && port <= opening.Last && Everywhere.Contains(opening.From)
        select Finding.Should(
            "previews", $"{guard.Name} lets {opening.From} in to port {port}", "the deploying machines alone: a preview shows what is not live yet",
            $"aws ec2 revoke-security-group-ingress --group-id {guard.Id} --protocol tcp --port {port} --cidr {opening.From}, then authorize-security-group-ingress with your own addresses");

    private static IEnumerable<Finding> Others(Stack stack, TrafficSettings traffic, IReadOnlyList<StackTargetGroup> ours)
    {
        List<Finding> others =
        [
            .. from listener in stack.Listeners
               from rule in listener.Rules
               where !(listener.Port == traffic.Listener && rule.IsLive(traffic)) && !(rule.IsDefault && (listener.Port == traffic.Preview.Blue || listener.Port == traffic.Preview.Green))
               from @group in ours
               where Weight(rule, @group) > 0
               select Finding.Must(
                   "other rules", $"the {Named(rule, listener)} forwards to {@group.Name} too", "no way to the two target groups but the live rule and the previews: a swap would not move this one",
                   $"{(rule.IsDefault ? $"aws elbv2 modify-listener --listener-arn {listener.Arn} --default-actions" : $"aws elbv2 delete-rule --rule-arn {rule.Arn}, or aws elbv2 modify-rule --rule-arn {rule.Arn} --actions")} with another target group"),
        ];
        return ours.Count == 0 ? [] : Finding.OrFine(others, "other rules", "no further rule forwards to the two target groups");
    }

    private static Finding NoListener(Stack stack, string subject, int port, string key, string? arn) => Finding.Must(
        subject, $"{stack.Balancer.Name} has no listener on port {port}; it has {string.Join(", ", stack.Listeners.Select(known => known.Port).DefaultIfEmpty())}", "a listener there",
        $"aws elbv2 create-listener --load-balancer-arn … --port {port} --protocol HTTP --default-actions Type=forward,TargetGroupArn={arn ?? "ARN"}, or another port in {key}");

    private static int Weight(StackRule rule, StackTargetGroup? group) => group is null ? 0 : rule.Forwards.GetValueOrDefault(group.Arn);

    private static string Named(StackRule rule, StackListener listener) =>
        rule.IsDefault ? $"default rule of the listener on port {listener.Port}" : $"rule {rule.Priority} of the listener on port {listener.Port}";

    private static string Command(StackRule rule, StackListener listener) =>
        rule.IsDefault ? $"aws elbv2 modify-listener --listener-arn {listener.Arn} --default-actions" : $"aws elbv2 modify-rule --rule-arn {rule.Arn} --actions";
}
