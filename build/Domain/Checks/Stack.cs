using Bundt.Domain.Images;

namespace Bundt.Domain.Checks;

/// <summary>What is there already when Bundt comes: the load balancer with what belongs to it, and the network.</summary>
public sealed record Stack
{
    /// <summary>The load balancer.</summary>
    public required StackBalancer Balancer { get; init; }

    /// <summary>Its listeners.</summary>
    public IReadOnlyList<StackListener> Listeners { get; init; } = [];

    /// <summary>The two target groups, or as many of them as there are.</summary>
    public IReadOnlyList<StackTargetGroup> TargetGroups { get; init; } = [];

    /// <summary>The subnets that the environment file names, or as many of them as there are; more than one may have the same name.</summary>
    public IReadOnlyList<StackSubnet> Subnets { get; init; } = [];

    /// <summary>The security groups of servers and of the load balancer.</summary>
    public IReadOnlyList<StackSecurityGroup> SecurityGroups { get; init; } = [];
}

/// <summary>A load balancer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, such as <c>application</c>.</param>
/// <param name="State">Its state, such as <c>active</c>.</param>
/// <param name="Vpc">The id of its VPC.</param>
/// <param name="SecurityGroups">The ids of its security groups.</param>
public sealed record StackBalancer(string Name, string Type, string State, string Vpc, IReadOnlyList<string> SecurityGroups);

/// <summary>A listener.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Port">Its port.</param>
/// <param name="Rules">Its rules, the default one too.</param>
public sealed record StackListener(string Arn, int Port, IReadOnlyList<StackRule> Rules);

/// <summary>A rule of a listener.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Priority">Its priority, or <c>default</c>.</param>
/// <param name="Forwards">The weights that it forwards with, by the ARN of the target group; none where it does not forward.</param>
public sealed record StackRule(string Arn, string Priority, IReadOnlyDictionary<string, int> Forwards)
{
    /// <summary>Whether it is the listener's default rule.</summary>
    public bool IsDefault => Priority == "default";
}

/// <summary>A target group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="TargetType">What is registered with it, such as <c>instance</c>.</param>
/// <param name="Port">The port that instances are registered with.</param>
/// <param name="Vpc">The id of its VPC.</param>
/// <param name="HealthCheck">How it is checked, in one line.</param>
public sealed record StackTargetGroup(string Name, string Arn, string TargetType, int Port, string Vpc, string HealthCheck);

/// <summary>A subnet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its Name tag, or null.</param>
/// <param name="Zone">Its Availability Zone.</param>
/// <param name="Vpc">The id of its VPC.</param>
public sealed record StackSubnet(string Id, string? Name, string Zone, string Vpc);

/// <summary>A security group.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Vpc">The id of its VPC.</param>
/// <param name="Openings">What it lets in.</param>
public sealed record StackSecurityGroup(string Id, string Name, string Vpc, IReadOnlyList<Opening> Openings);
