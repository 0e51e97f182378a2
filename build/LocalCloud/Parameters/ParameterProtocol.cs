using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.Policies;
using Bundt.LocalCloud.Signing;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Parameters;

/// <summary>Systems Manager's public parameters, JSON 1.1.</summary>
internal sealed class ParameterProtocol(Cloud cloud, Signatures signatures, Permissions permissions, CallFaults faults, ILogger<ParameterProtocol> log) : IProtocol
{
    private const string Target = "AmazonSSM.";
    private const int MostBytes = 1024 * 1024;

    /// <inheritdoc/>
    public IEnumerable<(string Service, string Action)> Actions =>
        [("ssm", "GetParameter"), ("ssm", "GetParameters"), ("ssm", "GetParametersByPath")];

    /// <inheritdoc/>
    public bool Speaks(Exchange exchange) =>
        exchange.Http.Request.Headers["X-Amz-Target"].ToString().StartsWith(Target, StringComparison.Ordinal)
        || (exchange.Service == "ssm" && !QueryProtocol.Fits(exchange.Http.Request));

    /// <inheritdoc/>
    public async Task Answer(Exchange exchange)
    {
        exchange.Service = "ssm";
        exchange.Action = exchange.Http.Request.Headers["X-Amz-Target"].ToString().Replace(Target, "", StringComparison.Ordinal);
        try
        {
            var body = await exchange.Body(MostBytes);
            signatures.Check(exchange, () => Convert.ToHexStringLower(SHA256.HashData(body.Span)));
            var answer = AnswerOf(exchange.Action);
            var request = SsmRequest.Parse(body.Span);
            exchange.Parameters = request.ToDictionary(member => member.Key, member => member.Value?.ToString() ?? "");
            permissions.Demand(exchange);
            await faults.Before(exchange);
            var found = answer(new ImageParameters(cloud.Read(exchange.Region)), request);
            if (faults.LosesAnswer(exchange))
                exchange.Lose();
            else
                await Send(exchange, 200, found);
        }
        catch (AwsError error)
        {
            await Refuse(exchange, error);
        }
        catch (Exception broken) when (BrokenRequest.Is(broken))
        {
            await Refuse(exchange, BrokenRequest.Refusal(broken));
        }
        catch (JsonException wrong)
        {
            await Refuse(exchange, new AwsError("SerializationException", wrong.Message));
        }
        catch (Exception broken) when (broken is not (OperationCanceledException or IOException))
        {
            log.LogError(broken, "ssm {Action} broke", exchange.Action);
            await Refuse(exchange, new AwsError("InternalServerError", "An error occurred on the server side.", 500));
        }
    }

    private static Func<ImageParameters, JsonObject, JsonObject> AnswerOf(string action) => action switch
    {
        "GetParameter" => (parameters, request) => parameters.One(request),
        "GetParameters" => (parameters, request) => parameters.Several(request),
        "GetParametersByPath" => (parameters, request) => parameters.ByPath(request),
        _ => throw new AwsError("UnknownOperationException", $"The action {action} is not valid for this web service."),
    };

    private static Task Refuse(Exchange exchange, AwsError error)
    {
        exchange.Error = error.Code;
        return Send(exchange, error.Status, new JsonObject { ["__type"] = error.Code, ["message"] = error.Message });
    }

    private static Task Send(Exchange exchange, int status, JsonObject body) =>
        exchange.Send(JsonSerializer.SerializeToUtf8Bytes(body), status, "application/x-amz-json-1.1");
}
