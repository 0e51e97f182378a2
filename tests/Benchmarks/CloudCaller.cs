using System.Net.Http.Headers;

namespace Bundt.Benchmarks;

/// <summary>Calls a local cloud that takes any credentials.</summary>
/// <param name="endpoint">Where it is.</param>
internal sealed class CloudCaller(Uri endpoint) : IDisposable
{
    /// <summary>For what is no call of AWS's.</summary>
    public HttpClient Http { get; } = new() { BaseAddress = endpoint };

    /// <summary>Calls an action; the answer is its XML.</summary>
    public async Task<string> Call(string service, string action, params (string Name, string Value)[] parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new FormUrlEncodedContent(parameters.Append(("Action", action)).Append(("Version", service == "ec2" ? "2016-11-15" : "2011-01-01"))
                .Select(parameter => KeyValuePair.Create(parameter.Item1, parameter.Item2))),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256", $"Credential=ANY/20260101/eu-west-1/{service}/aws4_request, SignedHeaders=host, Signature=0");
        using var answer = await Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    public void Dispose() => Http.Dispose();
}
