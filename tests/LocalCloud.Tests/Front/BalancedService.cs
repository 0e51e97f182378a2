using System.Diagnostics;
using System.Globalization;
using Bundt.LocalCloud.AutoScaling;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.Tests.Front;

/// <summary>A load balancer before a group of servers.</summary>
public class BalancedService(ServiceWorld world, ServiceParts parts)
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected ServiceWorld World { get; } = world;

    /// <summary>Its name.</summary>
    public string Name => parts.Name;

    /// <summary>Where its load balancer answers.</summary>
    public Uri Address => parts.Address;

    /// <summary>Its Auto Scaling group.</summary>
    public ScalingGroup Group => World.Region.ScalingGroups[Name];

    /// <summary>Its target group.</summary>
    public TargetGroup Targets => World.Region.TargetGroups[TargetGroup];

    /// <summary>The ARN of its target group.</summary>
    protected string TargetGroup => parts.TargetGroup;

    /// <summary>The ARN of the listener before it.</summary>
    protected string Listener => parts.Listener;

    /// <summary>Waits until the targets are as they should be.</summary>
    public async Task Becomes(Func<IReadOnlyList<Target>, bool> condition)
    {
        var patience = Stopwatch.StartNew();
        while (!condition(Targets.Targets))
        {
            (patience.Elapsed < TimeSpan.FromSeconds(60)).ShouldBeTrue($"{Name}: {string.Join(", ", Targets.Targets)}");
            await Task.Delay(50, Cancellation);
        }
    }

    /// <summary>A number that a server tells when it is asked itself, past the load balancer.</summary>
    protected async Task<int> Tells(string server, string path) =>
        int.Parse(await World.Http.GetStringAsync(new Uri($"http://{server}:8080/{path}"), Cancellation), CultureInfo.InvariantCulture);

    /// <summary>The address of an instance.</summary>
    protected string AddressOf(string instanceId) => World.Region.Instances[instanceId].PrivateIp;
}
