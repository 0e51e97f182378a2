using System.Diagnostics;
using System.Text.Json;
using Bundt.Domain.Environments;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Traffic;

/// <summary>Asks the application from outside which version it is, as its users would: each probe on a connection of its own.</summary>
public sealed class Prober(Func<ReleaseEnvironment> environment) : IProber, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, AllowAutoRedirect = false }) { Timeout = Limit };

    /// <inheritdoc />
    public async Task<Probe> Send(Uri address, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var response = await _client.GetAsync(new Uri(address, environment().Application.VersionPath), cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            return Read((int)response.StatusCode, body, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception silent) when (silent is HttpRequestException or IOException || (silent is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            var why = silent is TaskCanceledException ? $"gave no answer within {Limit.TotalSeconds:0} s" : $"gave no answer: {silent.Message}";
            return new(null, null, null, null, why, Stopwatch.GetElapsedTime(started));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private Probe Read(int status, string body, TimeSpan latency)
    {
        var app = environment().Application;
        try
        {
            using var json = JsonDocument.Parse(body);
            return new(status, Field(app.VersionField), Field(app.CommitField), Field(app.InstanceField), null, latency);

            string? Field(string name) => json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
        }
        catch (JsonException)
        {
            return new(status, null, null, null, status == 200 ? $"answered {app.VersionPath} with something that is not JSON" : null, latency);
        }
    }
}
