using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Signing;

/// <summary>
/// The codes of the services that speak JSON 1.0 and 1.1; all come with status 400. Source: "Error handling with DynamoDB", Amazon
/// DynamoDB Developer Guide, which has the same front as Systems Manager.
/// </summary>
internal sealed class JsonSignatureErrors(string service) : CommonSignatureErrors(service)
{
    /// <inheritdoc/>
    protected override AwsError NotSigned(string message) => new("MissingAuthenticationTokenException", message);

    /// <inheritdoc/>
    protected override AwsError Incomplete(string message) => new("IncompleteSignatureException", message);

    /// <inheritdoc/>
    protected override AwsError Wrong(string message) => new("InvalidSignatureException", message);

    /// <inheritdoc/>
    protected override AwsError Unknown(string message) => new("UnrecognizedClientException", message);
}
