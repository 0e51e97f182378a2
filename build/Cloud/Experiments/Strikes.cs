using Bundt.Cloud.Access;
using Bundt.Domain.Experiments;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Experiments;

/// <summary>Strikes by Auto Scaling, by the load balancer, and by the faults of the local cloud.</summary>
public sealed class Strikes(AwsClients aws, LocalFaults faults) : IStrikes
{
    /// <inheritdoc />
    public Task Terminate(string server) => aws.Call($"terminate {server}", () =>
        aws.AutoScaling.TerminateInstanceInAutoScalingGroupAsync(new() { InstanceId = server, ShouldDecrementDesiredCapacity = false }));

    /// <inheritdoc />
    public Task MarkUnhealthy(string server) => aws.Call($"mark {server} unhealthy", () =>
        aws.AutoScaling.SetInstanceHealthAsync(new() { InstanceId = server, HealthStatus = "Unhealthy", ShouldRespectGracePeriod = false }));

    /// <inheritdoc />
    public Task Deregister(TargetGroup target, string server) => aws.Call($"take {server} out of {target.Name}", () =>
        aws.LoadBalancing.DeregisterTargetsAsync(new() { TargetGroupArn = target.Arn, Targets = [new() { Id = server }] }));

    /// <inheritdoc />
    public Task Register(TargetGroup target, string server) => aws.Call($"put {server} into {target.Name}", () =>
        aws.LoadBalancing.RegisterTargetsAsync(new() { TargetGroupArn = target.Arn, Targets = [new() { Id = server }] }));

    /// <inheritdoc />
    public Task<string> Arm(LocalFault fault) => faults.Arm(fault);

    /// <inheritdoc />
    public Task Disarm(string fault) => faults.Disarm(fault);
}
