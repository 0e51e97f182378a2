namespace Bundt.LocalCloud.LoadBalancing;

/// <summary>Registers instances with target groups, for RegisterTargets and for Auto Scaling.</summary>
public interface ITargets
{
    /// <summary>Adds an instance on the target group's own port; once more is fine.</summary>
    /// <exception cref="Wire.AwsError"><c>TargetGroupNotFound</c>.</exception>
    void Register(string region, string targetGroupArn, string instanceId);

    /// <summary>
    /// Takes an instance out: no new requests, those in flight may finish within the deregistration delay (<c>draining</c>). It is drained
    /// when none is left, and gone from the target group when the delay has passed. Does nothing when it is not registered.
    /// </summary>
    void Deregister(string region, string targetGroupArn, string instanceId);

    /// <summary>Health as DescribeTargetHealth tells it; empty when the target group does not exist.</summary>
    IReadOnlyList<Target> Health(string region, string targetGroupArn);
}
