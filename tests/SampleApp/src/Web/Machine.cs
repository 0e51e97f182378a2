using System.Net;

namespace Web;

/// <summary>The server this runs on, as the instance metadata service (version 2) knows it.</summary>
public sealed class Machine
{
    private const string Unknown = "unknown";
    private const int Attempts = 3;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>The instance id (<c>i-…</c>); "unknown" elsewhere, and until the service has answered.</summary>
    public string Instance { get; private set; } = Unknown;

    /// <summary>The availability zone; "unknown" elsewhere, and until the service has answered.</summary>
    public string Zone { get; private set; } = Unknown;

    /// <summary>Asks the service; ends quietly where there is none. Nobody has to wait for it.</summary>
    public async Task Discover(CancellationToken stopping)
    {
        var endpoint = System.Environment.GetEnvironmentVariable("AWS_EC2_METADATA_SERVICE_ENDPOINT");
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = Timeout });
        client.BaseAddress = new Uri((string.IsNullOrEmpty(endpoint) ? "http://169.254.169.254" : endpoint.TrimEnd('/')) + "/");
        client.Timeout = Timeout;

        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                await Ask(client, stopping);
                return;
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !stopping.IsCancellationRequested)
            {
                // Off EC2 nothing answers, ever; on EC2 the service may be a moment late.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Ask(HttpClient client, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "latest/api/token") { Version = HttpVersion.Version11 };
        request.Headers.Add("X-aws-ec2-metadata-token-ttl-seconds", "60");
        using var answer = await client.SendAsync(request, stopping);
        var token = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(stopping);

        client.DefaultRequestHeaders.Remove("X-aws-ec2-metadata-token");
        client.DefaultRequestHeaders.Add("X-aws-ec2-metadata-token", token);
        Instance = await client.GetStringAsync(new Uri("latest/meta-data/instance-id", UriKind.Relative), stopping);
        Zone = await client.GetStringAsync(new Uri("latest/meta-data/placement/availability-zone", UriKind.Relative), stopping);
    }
}
