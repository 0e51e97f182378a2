using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.Signing;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Parameters;

/// <summary>
/// Systems Manager's public parameters, JSON 1.1: every name under <c>/aws/service/</c> that ends in an image id on AWS answers the local
/// source image's.
/// </summary>
internal sealed class ParameterProtocol(Cloud cloud, Signatures signatures, CallFaults faults) : IProtocol
{
    private const string Target = "AmazonSSM.";

    /// <inheritdoc/>
    public IEnumerable<(string Service, string Action)> Actions => [("ssm", "GetParameter"), ("ssm", "GetParameters")];

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
            var body = await exchange.Body();
            signatures.Check(exchange, () => Convert.ToHexStringLower(SHA256.HashData(body.Span)));
            var request = JsonNode.Parse(body.Span)!.AsObject();
            exchange.Parameters = request.ToDictionary(member => member.Key, member => member.Value?.ToString() ?? "");
            await faults.Before(exchange);
            await Send(exchange, 200, exchange.Action switch
            {
                "GetParameter" => One(exchange.Region, (string?)request["Name"]),
                "GetParameters" => Several(exchange.Region, [.. request["Names"]!.AsArray().Select(name => (string?)name)]),
                var other => throw new AwsError("UnknownOperationException", $"The action {other} is not valid for this web service."),
            });
        }
        catch (AwsError error)
        {
            exchange.Error = error.Code;
            await Send(exchange, error.Status, new JsonObject { ["__type"] = error.Code, ["message"] = error.Message });
        }
        catch (JsonException wrong)
        {
            exchange.Error = "SerializationException";
            await Send(exchange, 400, new JsonObject { ["__type"] = exchange.Error, ["message"] = wrong.Message });
        }
    }

    private JsonObject One(string region, string? name) =>
        new() { ["Parameter"] = Find(region, name) ?? throw new AwsError("ParameterNotFound", $"Parameter {name} not found.") };

    private JsonObject Several(string region, IReadOnlyList<string?> names)
    {
        var found = names.Select(name => (Name: name, Parameter: Find(region, name))).ToList();
        return new JsonObject
        {
            ["Parameters"] = new JsonArray([.. found.Where(one => one.Parameter is not null).Select(one => one.Parameter)]),
            ["InvalidParameters"] = new JsonArray([.. found.Where(one => one.Parameter is null).Select(one => (JsonNode?)one.Name)]),
        };
    }

    private JsonObject? Find(string regionName, string? name)
    {
        var region = cloud.Read(regionName);
        if (name is null || !name.StartsWith("/aws/service/", StringComparison.Ordinal))
            return null;
        var image = region.Images.Values.First(known => known.OwnerId == Region.SourceOwner);
        return new JsonObject
        {
            ["Name"] = name,
            ["Type"] = "String",
            ["DataType"] = "aws:ec2:image",
            ["Value"] = image.Id,
            ["Version"] = 1,
            ["LastModifiedDate"] = image.CreationDate.ToUnixTimeSeconds(),
            ["ARN"] = $"arn:aws:ssm:{regionName}::parameter{name}",
        };
    }

    private static Task Send(Exchange exchange, int status, JsonObject body) =>
        exchange.Send(JsonSerializer.SerializeToUtf8Bytes(body), status, "application/x-amz-json-1.1");
}
