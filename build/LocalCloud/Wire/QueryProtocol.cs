using System.Security.Cryptography;
using System.Text;
using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.Signing;
using Bundt.LocalCloud.State;
using Microsoft.AspNetCore.WebUtilities;

namespace Bundt.LocalCloud.Wire;

/// <summary>The protocol of EC2, Auto Scaling, Elastic Load Balancing and STS: form fields in, XML out.</summary>
internal sealed class QueryProtocol(ActionTable actions, Signatures signatures, CallFaults faults, StateStore store, ILogger<QueryProtocol> log)
{
    /// <summary>Whether a request has the form of a call: a form that is posted, or a query that names an action.</summary>
    public static bool Fits(HttpRequest request) =>
        (request.Method == "POST" && request.HasFormContentType) || (request.QueryString.HasValue && request.Query.ContainsKey("Action"));

    /// <summary>Answers one call.</summary>
    public async Task Answer(Exchange exchange)
    {
        var request = exchange.Http.Request;
        var body = await exchange.Body();
        exchange.Parameters = Parameters(request.QueryString.Value, request.Method == "GET" ? "" : Encoding.UTF8.GetString(body.Span));
        exchange.Action = exchange.Parameters.GetValueOrDefault("Action", "");
        var flavour = Flavour.Of(exchange.Service, exchange.Parameters.GetValueOrDefault("Version"));
        exchange.Service = flavour.Service;

        try
        {
            signatures.Check(exchange, () => Convert.ToHexStringLower(SHA256.HashData(body.Span)));
            await faults.Before(exchange);
            var call = new AwsCall(exchange.Service, exchange.Action, exchange.Region, exchange.Parameters);
            if (flavour.Service == "ec2" && call.Flag("DryRun") == true && actions.Names.Contains((call.Service, call.Action)))
                throw new AwsError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
            var children = await faults.Answer(exchange, call, () => actions.Answer(call));
            await store.Kept();
            if (faults.LosesAnswer(exchange))
                exchange.Lose();
            else
                await exchange.Send(flavour.Answer(call.Action, exchange.RequestId, children));
        }
        catch (AwsError error)
        {
            await Refuse(exchange, flavour, error);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            log.LogError(broken, "{Service} {Action} broke", exchange.Service, exchange.Action);
            await Refuse(exchange, flavour, new AwsError("InternalFailure", broken.Message, 500));
        }
    }

    private static Task Refuse(Exchange exchange, Flavour flavour, AwsError error)
    {
        exchange.Error = error.Code;
        if (error.Fault is { } fault)
            exchange.Faults.Add(fault);
        return exchange.Send(flavour.Refusal(error, exchange.RequestId), error.Status);
    }

    private static Dictionary<string, string> Parameters(string? query, string form)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var text in new[] { query, form })
        {
            foreach (var pair in new QueryStringEnumerable(text))
                parameters[pair.DecodeName().ToString()] = pair.DecodeValue().ToString();
        }

        return parameters;
    }
}
