using System.Collections.Concurrent;
using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Front;

/// <summary>Checks every target of target groups in use, each at its own pace, and writes down what it finds when that changes.</summary>
internal sealed class HealthChecks(Cloud cloud, Options options, TimeProvider time) : BackgroundService
{
    private readonly ConcurrentDictionary<(string Region, string Arn, string Instance), CancellationTokenSource> _checks = [];
    private readonly SemaphoreSlim _changed = new(1);
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <inheritdoc />
    public override void Dispose()
    {
        _client.Dispose();
        _changed.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        cloud.Changed += Notice;
        try
        {
            while (true)
            {
                await _changed.WaitAsync(stoppingToken);
                Reconcile(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
        finally
        {
            cloud.Changed -= Notice;
        }
    }

    private void Notice(Region before, Region after)
    {
        if (!ReferenceEquals(before.TargetGroups, after.TargetGroups) || !ReferenceEquals(before.Listeners, after.Listeners) || !ReferenceEquals(before.Rules, after.Rules))
            _changed.Release();
    }

    private void Reconcile(CancellationToken stopping)
    {
        var wanted = cloud.Regions.SelectMany(region => region.TargetGroupsInUse.Distinct()
            .SelectMany(arn => region.TargetGroups[arn].Targets.Values.Where(target => target.State != "draining")
                .Select(target => (Region: region.Name, Arn: arn, Instance: target.InstanceId)))).ToHashSet();
        foreach (var over in _checks.Keys.Where(key => !wanted.Contains(key)))
        {
            if (_checks.TryRemove(over, out var source))
                source.Cancel();
        }

        foreach (var key in wanted.Where(key => !_checks.ContainsKey(key)))
        {
            var source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            if (_checks.TryAdd(key, source))
                _ = Follow(key, source.Token);
        }
    }

    // From one check's begin to the next one's is the interval, however long the check takes.
    private async Task Follow((string Region, string Arn, string Instance) key, CancellationToken over)
    {
        var (passed, failed) = (0, 0);
        try
        {
            while (true)
            {
                if (!cloud.Read(key.Region).TargetGroups.TryGetValue(key.Arn, out var group))
                    return;
                var next = Task.Delay(TimeSpan.FromSeconds(group.HealthCheck.IntervalSeconds), time, over);
                var result = await Check(key, group, over);
                (passed, failed) = result is null ? (passed + 1, 0) : (0, failed + 1);
                Write(key, passed, failed, result);
                await next;
            }
        }
        catch (OperationCanceledException)
        {
            // The target was taken out, or the server ends.
        }
    }

    /// <summary>Null when the check passed, else the reason code and sentence.</summary>
    private async Task<(string Reason, string Description)?> Check((string Region, string Arn, string Instance) key, TargetGroup group, CancellationToken over)
    {
        var region = cloud.Read(key.Region);
        if (!region.Instances.TryGetValue(key.Instance, out var instance) || instance.State != "running")
            return ("Target.FailedHealthChecks", "Health checks failed");
        if (!options.RealMachines)
            return null;

        var port = group.HealthCheck.Port == "traffic-port" ? group.Targets[key.Instance].Port.ToString(System.Globalization.CultureInfo.InvariantCulture) : group.HealthCheck.Port;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(over);
        limit.CancelAfter(TimeSpan.FromSeconds(group.HealthCheck.TimeoutSeconds));
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{instance.PrivateIp}:{port}{group.HealthCheck.Path}");
            request.Headers.UserAgent.ParseAdd("ELB-HealthChecker/2.0");
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return group.HealthCheck.Passes((int)answer.StatusCode)
                ? null
                : ("Target.ResponseCodeMismatch", $"Health checks failed with these codes: [{(int)answer.StatusCode}]");
        }
        catch (OperationCanceledException) when (!over.IsCancellationRequested)
        {
            return ("Target.Timeout", "Request timed out");
        }
        catch (HttpRequestException)
        {
            return ("Target.FailedHealthChecks", "Health checks failed");
        }
    }

    // A new target is healthy after one passed check (ELB user guide, target health status); after that the thresholds count.
    private void Write((string Region, string Arn, string Instance) key, int passed, int failed, (string Reason, string Description)? result) =>
        cloud.Change(key.Region, region => region.WithTargetGroup(key.Arn, group => group.With(key.Instance, target => target.State switch
        {
            "draining" => target,
            "initial" when passed >= 1 => Healthy(target),
            "unhealthy" when passed >= group.HealthCheck.HealthyThreshold => Healthy(target),
            "initial" or "healthy" when failed >= group.HealthCheck.UnhealthyThreshold =>
                target with { State = "unhealthy", Reason = result!.Value.Reason, Description = result.Value.Description },
            "initial" => target with { Reason = "Elb.InitialHealthChecking", Description = "Initial health checks in progress" },
            "unhealthy" when result is { } still => target with { Reason = still.Reason, Description = still.Description },
            _ => target,
        })));

    private static Target Healthy(Target target) => target with { State = "healthy", Reason = null, Description = null };
}
