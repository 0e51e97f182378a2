using System.Globalization;
using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.LoadBalancing;

namespace Bundt.LocalCloud.Front;

/// <summary>Asks over HTTP, on a new connection each time.</summary>
internal sealed class HttpProbe : IProbe, IDisposable
{
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.Zero,
    });

    /// <inheritdoc/>
    public async Task<(string Reason, string Description)?> Check(
        Instance instance, int port, HealthCheck check, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(check.TimeoutSeconds));
        try
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, $"http://{instance.PrivateIp}:{check.PortFor(port).ToString(CultureInfo.InvariantCulture)}{check.Path}");
            request.Headers.TryAddWithoutValidation("User-Agent", "ELB-HealthChecker/2.0");
            request.Headers.ConnectionClose = true;
            using var answer = await _client.SendAsync(request, patience.Token);
            return check.Judge((int)answer.StatusCode);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ("Target.Timeout", "Request timed out");
        }
        catch (HttpRequestException)
        {
            return ("Target.FailedHealthChecks", "Health checks failed");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
