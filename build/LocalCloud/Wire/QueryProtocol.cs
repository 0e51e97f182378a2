using System.Security.Cryptography;
using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.Policies;
using Bundt.LocalCloud.Signing;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Wire;

/// <summary>The protocol of EC2, Auto Scaling, Elastic Load Balancing and STS: form fields in, XML out.</summary>
internal sealed class QueryProtocol(
    ActionTable actions, Cloud cloud, Signatures signatures, Permissions permissions, CallFaults faults, StateStore store, ILogger<QueryProtocol> log)
{
    /// <summary>Whether a request has the form of a call: a form that is posted, or a query that names an action.</summary>
    public static bool Fits(HttpRequest request) =>
        (request.Method == "POST" && request.HasFormContentType) || (request.QueryString.HasValue && request.Query.ContainsKey("Action"));

    /// <summary>Answers one call.</summary>
    public async Task Answer(Exchange exchange)
    {
        var flavour = Flavour.Of(exchange.Service, null);
        try
        {
            var request = exchange.Http.Request;
            var body = await exchange.Body(Form.MostBytes);
            var form = Form.Read(request.QueryString.Value, request.Method == "GET" ? default : body.Span);
            exchange.Parameters = form.Parameters;
            exchange.Action = form.Parameters.GetValueOrDefault("Action", "");
            flavour = Flavour.Of(exchange.Service, form.Parameters.GetValueOrDefault("Version"));
            exchange.Service = flavour.Service;

            signatures.Check(exchange, () => Convert.ToHexStringLower(SHA256.HashData(body.Span)));
            form.Demand(flavour);
            permissions.Demand(exchange);
            await faults.Before(exchange);
            var call = new AwsCall(exchange.Service, exchange.Action, exchange.Region, form.Parameters);
            var tries = flavour.Service == "ec2" && call.Flag("DryRun") == true;
            var children = await faults.Answer(
                exchange, call, () => tries ? cloud.Rehearse(() => actions.Answer(call)) : actions.Answer(call));
            if (!await store.Kept() && RecordedCall.Writes(exchange.Action))
                throw Forgetful(flavour);
            if (faults.LosesAnswer(exchange))
                exchange.Lose();
            else
                await exchange.Send(flavour.Answer(call.Action, exchange.RequestId, children));
        }
        catch (AwsError error)
        {
            await Refuse(exchange, flavour, error);
        }
        catch (Exception broken) when (BrokenRequest.Is(broken))
        {
            await Refuse(exchange, flavour, BrokenRequest.Refusal(broken));
        }
        catch (Exception broken) when (broken is not (OperationCanceledException or IOException))
        {
            log.LogError(broken, "{Service} {Action} broke", exchange.Service, exchange.Action);
            await Refuse(exchange, flavour, new AwsError("InternalFailure", broken.Message, 500));
        }
    }

    // As on AWS, an error 500 leaves open whether the work was done: it is in memory, and would be lost with the server.
    private AwsError Forgetful(Flavour flavour) => new(
        flavour.Service == "ec2" ? "InternalError" : "InternalFailure", $"What this call did could not be kept: {store.Failure}", 500);

    private static Task Refuse(Exchange exchange, Flavour flavour, AwsError error)
    {
        exchange.Error = error.Code;
        if (error.Fault is { } fault)
            exchange.Faults.Add(fault);
        return exchange.Send(flavour.Refusal(error, exchange.RequestId), error.Status);
    }
}
