namespace Bundt.Domain.Infrastructure;

/// <summary>What Terraform plans for one resource.</summary>
/// <param name="Address">Where it is in the configuration, such as <c>module.prod.aws_lb.this</c>.</param>
/// <param name="Type">Its type, such as <c>aws_lb</c>.</param>
/// <param name="Action">What is done to it.</param>
/// <param name="Id">The id that AWS knows it by; null while it is not there.</param>
/// <param name="Because">The settings whose change takes another resource; empty unless it is replaced.</param>
public sealed record ResourceChange(string Address, string Type, ResourceAction Action, string? Id, IReadOnlyList<string> Because)
{
    // What every request passes on its way from the listener to a server.
    private static readonly HashSet<string> OnTheWay =
    [
        "aws_lb", "aws_lb_listener", "aws_lb_listener_rule", "aws_lb_target_group", "aws_alb", "aws_alb_listener", "aws_alb_listener_rule", "aws_alb_target_group",
        "aws_vpc", "aws_subnet", "aws_security_group",
    ];

    /// <summary>Whether requests are lost by it while live traffic flows: what they pass would be gone, if only for a while.</summary>
    public bool CutsTraffic => Action is ResourceAction.Replace or ResourceAction.Delete && OnTheWay.Contains(Type);

    /// <summary>For people, as in <c>replace module.prod.aws_lb.this (another name)</c>.</summary>
    public override string ToString() =>
        $"{Action.ToString().ToLowerInvariant(),-7} {Address}{(Because.Count == 0 ? "" : $" (another {string.Join(", ", Because)})")}";
}
