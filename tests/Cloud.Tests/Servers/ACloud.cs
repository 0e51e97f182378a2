using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EC2.Model;
using Bundt.Cloud.Access;
using Bundt.Cloud.Local;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Images;
using Bundt.Domain.Runs;
using Bundt.LocalCloud;
using Microsoft.AspNetCore.Builder;

namespace Bundt.Cloud.Tests.Servers;

/// <summary>A local cloud without machines that holds the network of an ordinary environment, and the gateways to it.</summary>
public sealed class ACloud : IAsyncLifetime
{
    private readonly WriteGuard _guard = new(TimeProvider.System);
    private readonly Folder _state = new();
    private readonly HttpClient _http = new();
    private readonly Uri _endpoint;
    private readonly WebApplication _server;

    public ACloud()
    {
        var options = Options.Parse(["--port", "0", "--state", _state.Path, "--machines", "none", "--any-credentials", "--time-scale", "0.02"], _ => null);
        (_endpoint, _server) = (options.Endpoint, CloudServer.Build(options));
        // The public's port is the lowest, as it is anywhere.
        int[] ports = [.. Enumerable.Range(0, 3).Select(_ => Port()).Order()];
        Environment = Some.Environment with
        {
            Servers = new() { Subnets = ["web-prod-a", "web-prod-b"], SecurityGroups = ["web-prod"], Min = 2, Max = 4 },
            Traffic = Some.Environment.Traffic with { Listener = ports[0], Preview = new() { Blue = ports[1], Green = ports[2] } },
        };
        _guard.Hold(Lease.Begin(new("web", "prod", "me@here", "run", "Release"), _guard.Time.GetUtcNow(), TimeSpan.FromHours(1)));
        Aws = new(Access, _guard, new CallCount(), "run");
        Groups = new(Aws, () => Environment, new Poll(TimeProvider.System));
        Traffic = new(Aws, () => Environment);
    }

    public ReleaseEnvironment Environment { get; }

    public ServerGroups Groups { get; }

    public LoadBalancer Traffic { get; }

    internal AwsClients Aws { get; }

    public ImageId Image { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync();
        using (var network = new LocalNetwork(Access))
            await network.Ensure(Environment);
        Image = new((await Aws.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["amazon"] })).Images[0].ImageId);
    }

    public async ValueTask DisposeAsync()
    {
        Aws.Dispose();
        _guard.Dispose();
        _http.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _state.Dispose();
    }

    private AwsAccess Access() => new("eu-west-1", _endpoint, "ANY", "any");

    /// <summary>An order of the environment's, attached to its idle target group.</summary>
    public async Task<ServerGroupOrder> Order(string name, ServerSettings? settings = null, int size = 2) => new(
        name, Image, size, (await Traffic.Read()).Idle, settings ?? Environment.Servers,
        new Dictionary<string, string> { [Names.App] = "web", [Names.Env] = "prod", [Names.Release] = "v1.4.2", [Names.Run] = name });

    /// <summary>Makes an instance profile without a role: there is no client of IAM here, and any signature will do.</summary>
    public async Task MakeProfile(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint)
        {
            Content = new FormUrlEncodedContent([new("Version", "2010-05-08"), new("Action", "CreateInstanceProfile"), new("InstanceProfileName", name)]),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=ANY/20260302/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=any");
        using var answer = await _http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The actions that were called while something was done.</summary>
    public async Task<IReadOnlyList<(string Action, bool Write)>> Calls(Func<Task> what)
    {
        var before = (await Since(0)).Max(call => call.GetProperty("sequence").GetInt64());
        await what();
        return [.. (await Since(before)).Select(call => (call.GetProperty("action").GetString()!, call.GetProperty("write").GetBoolean()))];
    }

    private async Task<IReadOnlyList<JsonElement>> Since(long sequence) =>
        await _http.GetFromJsonAsync<List<JsonElement>>(new Uri(_endpoint, $"/_local/calls?since={sequence}")) ?? [];

    private static int Port() => Options.Parse(["--port", "0", "--state", "."], _ => null).Port;
}
