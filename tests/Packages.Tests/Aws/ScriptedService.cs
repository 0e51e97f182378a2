using System.Net;
using Amazon.AutoScaling;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bundt.Packages.Tests.Aws;

/// <summary>A service on loopback that gives prepared answers, the last one for ever, and remembers what it was sent.</summary>
internal sealed class ScriptedService : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Queue<(HttpStatusCode Status, string Body)> _answers = [];

    private ScriptedService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Urls.Add("http://127.0.0.1:0");
        _server.MapPost("/", Answer);
    }

    public string Url => _server.Urls.Single();

    /// <summary>Requests in the order of their arrival.</summary>
    public List<ReceivedRequest> Received { get; } = [];

    /// <summary>A client whose region is known but not part of the endpoint.</summary>
    public AmazonAutoScalingClient AutoScaling => new(
        new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
        new AmazonAutoScalingConfig { ServiceURL = Url, AuthenticationRegion = "eu-west-1" });

    /// <inheritdoc cref="AutoScaling"/>
    public AmazonElasticLoadBalancingV2Client LoadBalancing => new(
        new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
        new AmazonElasticLoadBalancingV2Config { ServiceURL = Url, AuthenticationRegion = "eu-west-1" });

    public static async Task<ScriptedService> Start()
    {
        var service = new ScriptedService();
        await service._server.StartAsync();
        return service;
    }

    /// <summary>Prepares the answer of an operation; <paramref name="result"/> is what its Result element holds.</summary>
    public ScriptedService Answers(string operation, string result = "") => Answers(HttpStatusCode.OK, $"""
        <{operation}Response xmlns="http://example.amazonaws.com/doc/">
          <{operation}Result>{result}</{operation}Result>
          <ResponseMetadata><RequestId>request-7</RequestId></ResponseMetadata>
        </{operation}Response>
        """);

    public ScriptedService Fails(HttpStatusCode status, string code, string message = "") => Answers(status, $"""
        <ErrorResponse>
          <Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>
          <RequestId>request-8</RequestId>
        </ErrorResponse>
        """);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private ScriptedService Answers(HttpStatusCode status, string body)
    {
        _answers.Enqueue((status, body));
        return this;
    }

    private async Task Answer(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        Received.Add(new ReceivedRequest(
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            form.ToDictionary(field => field.Key, field => field.Value.ToString())));
        var (status, body) = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "text/xml";
        await context.Response.WriteAsync(body);
    }
}
