namespace Bundt.LocalCloud.Tests.Front;

/// <summary>A local cloud with real machines at AWS's own pace, and the services that <see cref="RequestsInFlight"/> asks for what is slow.</summary>
public sealed class SlowWorld : ServiceWorld
{
    private readonly Lazy<Task<Dictionary<string, SlowService>>> _services;

    public SlowWorld() => _services = new(Begin);

    /// <summary>The service of this name, all of whose servers are healthy. All services begin together.</summary>
    public async Task<SlowService> Ready(string name) => (await _services.Value)[name];

    private async Task<Dictionary<string, SlowService>> Begin()
    {
        var (swap, scaleIn) = (LoadBalancer("swap"), LoadBalancer("scale-in"));
        (ServicePlan Plan, string Balancer)[] plans =
        [
            (new("blue", 1), swap),
            (new("green", 1) { Port = 8001 }, swap),
            (new("patient", 2) { DeregistrationDelay = 10 }, scaleIn),
            (new("hasty", 2) { Port = 8001, DeregistrationDelay = 2 }, scaleIn),
        ];
        var services = plans.Select(planned => new SlowService(this, Begin(planned.Plan, planned.Balancer))).ToList();
        foreach (var service in services)
            await AllHealthy(service);
        return services.ToDictionary(service => service.Name);
    }
}
