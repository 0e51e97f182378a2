using System.Net;
using Bundt.LocalCloud.Tests.Ec2;

namespace Bundt.LocalCloud.Tests.Metadata;

/// <summary>What an instance asks the metadata service.</summary>
public abstract class MetadataStory(RunningCloud cloud) : Ec2Story(cloud)
{
    private const string TokenHeader = "X-aws-ec2-metadata-token";
    private const string LifeHeader = "X-aws-ec2-metadata-token-ttl-seconds";

    protected Task<HttpResponseMessage> Ask(string instance, string path, string? token = null) =>
        Send(HttpMethod.Get, instance, path, token is null ? [] : [(TokenHeader, token)]);

    protected async Task<string> Text(string instance, string path)
    {
        using var answer = await Ask(instance, path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    protected async Task<string[]> Names(string instance, string path) => (await Text(instance, path)).Split('\n');

    protected async Task<HttpStatusCode> Status(string instance, string path, string? token = null)
    {
        using var answer = await Ask(instance, path, token);
        return answer.StatusCode;
    }

    protected Task<HttpResponseMessage> AskForToken(string instance, string? seconds, params (string Name, string Value)[] more) =>
        Send(HttpMethod.Put, instance, "latest/api/token", seconds is null ? more : [(LifeHeader, seconds), .. more]);

    protected async Task<string> Token(string instance)
    {
        using var answer = await AskForToken(instance, "60");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues(LifeHeader).ShouldBe(["60"]);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    protected async Task<HttpResponseMessage> Send(HttpMethod method, string instance, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Cloud.Endpoint, $"/_local/imds/{instance}/{path}"));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await Cloud.Http.SendAsync(request, Cancellation);
    }
}
