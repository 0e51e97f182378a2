using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Policies;

/// <summary>What callers are allowed by the policy that is in force; everything while there is none.</summary>
internal sealed class Permissions
{
    private volatile Rule? _rule;

    /// <summary>The policy in force, or null.</summary>
    public Policy? Policy => _rule?.Policy;

    /// <summary>Puts a policy in force, in place of any other.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="spares">Patterns of the User-Agent of callers that are allowed everything.</param>
    public void Enforce(Policy policy, IReadOnlyList<string> spares) => _rule = new(policy, spares);

    /// <summary>Allows everything again.</summary>
    public void Lift() => _rule = null;

    /// <summary>Demands that a call is allowed.</summary>
    /// <exception cref="AwsError">It is not; the code is the service's own.</exception>
    public void Demand(Exchange exchange)
    {
        if (Refusal(exchange, null) is { } refusal)
            throw refusal;
    }

    /// <summary>An error as the caller is allowed to know it: that an object is not there is for those who may list the bucket.</summary>
    public AwsError Told(Exchange exchange, AwsError error) => error.Code == "NoSuchKey" ? Refusal(exchange, error.Code) ?? error : error;

    private AwsError? Refusal(Exchange exchange, string? error)
    {
        if (_rule is not { } rule || Wildcards.Match(rule.Spares, exchange.Http.Request.Headers.UserAgent.ToString()))
            return null;
        return RequiredActions.Of(exchange.Service, exchange.Action, exchange.Parameters, error)
            .Select(action => rule.Policy.Reason(action) is { } reason ? Refusal(exchange.Service, $"User: {Sts.CallerArn} is not authorized to perform: {action} {reason}") : null)
            .FirstOrDefault(refusal => refusal is not null);
    }

    // "Error codes for the Amazon EC2 API", "Common Errors" of the Auto Scaling and Elastic Load Balancing APIs, "Error responses" of S3.
    private static AwsError Refusal(string service, string message) => service switch
    {
        "ec2" => new AwsError("UnauthorizedOperation", $"You are not authorized to perform this operation. {message}.", 403),
        "ssm" => new AwsError("AccessDeniedException", message),
        _ => new AwsError("AccessDenied", message, 403),
    };

    private sealed record Rule(Policy Policy, IReadOnlyList<string> Spares);
}
