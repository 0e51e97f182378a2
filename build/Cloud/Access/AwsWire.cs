using Amazon.Runtime;

namespace Bundt.Cloud.Access;

/// <summary>
/// Gives all clients of the SDK one way to the network. It lies below the SDK's retries, so that each single attempt is counted, and asks
/// for leave before it writes. Source: "HttpClientFactory", AWS SDK for .NET API Reference.
/// </summary>
internal sealed class AwsWire(WriteGuard? guard, CallCount calls) : HttpClientFactory, IDisposable
{
    private HttpClient? _client;

    /// <inheritdoc />
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client ??= Make(clientConfig.Timeout ?? Timeout.InfiniteTimeSpan);

    /// <inheritdoc />
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    /// <inheritdoc />
    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    /// <inheritdoc />
    public void Dispose() => _client?.Dispose();

    private HttpClient Make(TimeSpan patience)
    {
        var network = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        return new(new Attempts(guard, calls) { InnerHandler = network }) { Timeout = patience };
    }

    private sealed class Attempts(WriteGuard? guard, CallCount calls) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var call = await AwsCall.Of(request);
            if (call is { IsWrite: true, IsLease: false })
                guard?.Demand(call.Action);
            var answered = false;
            try
            {
                var answer = await base.SendAsync(request, cancellationToken);
                answered = answer.IsSuccessStatusCode;
                return answer;
            }
            finally
            {
                calls.Add(call.Service, call.Action, call.IsWrite, failed: !answered);
            }
        }
    }
}
