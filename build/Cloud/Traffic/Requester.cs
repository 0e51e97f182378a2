using System.Diagnostics;
using System.Globalization;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Traffic;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Bundt.Cloud.Traffic;

/// <summary>Asks new servers what the environment file's <c>verify.requests</c> say, each time on a connection of its own.</summary>
public sealed class Requester : IRequester, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, AllowAutoRedirect = false }) { Timeout = Limit };

    /// <inheritdoc />
    public async Task<Answer> Ask(Uri address, VerifyRequest request, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var response = await _client.GetAsync(new Uri(address, request.Path), cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            var latency = Stopwatch.GetElapsedTime(started);
            var headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            return new((int)response.StatusCode, headers, body, Values(body, request.Json.Keys), null, latency);
        }
        catch (Exception silent) when (silent is HttpRequestException or IOException || (silent is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            var why = silent is TaskCanceledException ? $"gave no answer within {Limit.TotalSeconds:0} s" : $"gave no answer: {silent.Message}";
            return new(null, new Dictionary<string, string>(), "", new Dictionary<string, string?>(), why, Stopwatch.GetElapsedTime(started));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    internal static Dictionary<string, string?> Values(string body, IEnumerable<string> paths)
    {
        var json = new Lazy<JToken?>(() => Parse(body));
        return paths.ToDictionary(path => path, path => Value(json.Value, path));
    }

    private static string? Value(JToken? json, string path)
    {
        try
        {
            // As it stands in the body: a date stays the text that it is, and true is not True.
            return json?.SelectToken(path) switch
            {
                null => null,
                JValue { Value: string text } => text,
                var found => found.ToString(Formatting.None),
            };
        }
        catch (JsonException wrong)
        {
            throw new Problem($"verify.requests: '{path}' is not the JSON path of one value: {wrong.Message}", next: "Mend it in the environment file, then run again.");
        }
    }

    private static JToken? Parse(string body)
    {
        using var reader = new JsonTextReader(new StringReader(body)) { DateParseHandling = DateParseHandling.None, Culture = CultureInfo.InvariantCulture };
        try
        {
            return JToken.ReadFrom(reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
