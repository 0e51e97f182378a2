using Bundt.LocalCloud.Tests.Front;

namespace Bundt.LocalCloud.Tests.Failing;

/// <summary>
/// A local cloud with real machines and one service of three servers, which Auto Scaling replaces when their load balancer finds them
/// unhealthy. Seconds pass twice as fast: checks come 2.5 s apart, which is still more than the 2 s that each may take, as AWS demands.
/// </summary>
public sealed class FailingWorld : ServiceWorld
{
    private readonly Lazy<Task<FailingService>> _service;

    public FailingWorld() => _service = new(Begin);

    protected override IEnumerable<string> More => [.. base.More, "--time-scale", "0.5"];

    /// <summary>The service, all of whose servers are healthy.</summary>
    public Task<FailingService> Ready() => _service.Value;

    private async Task<FailingService> Begin()
    {
        var plan = new ServicePlan("web", Servers: 3) { UnhealthyThreshold = 2, DeregistrationDelay = 20, ReplacedAfter = 10 };
        var service = new FailingService(this, Begin(plan, LoadBalancer(plan.Name)));
        await AllHealthy(service);
        return service;
    }
}
