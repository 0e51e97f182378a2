using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Signing;

/// <summary>
/// The codes of Auto Scaling, Elastic Load Balancing, IAM and STS. Sources: "Common Errors" of their API references, and for a signature that
/// is not the request's "Troubleshoot Signature Version 4 signing", IAM User Guide (<c>SignatureDoesNotMatch</c>, 403).
/// </summary>
internal sealed class QuerySignatureErrors(string service) : CommonSignatureErrors(service)
{
    /// <inheritdoc/>
    protected override AwsError NotSigned(string message) => new("MissingAuthenticationToken", message, 403);

    /// <inheritdoc/>
    protected override AwsError Incomplete(string message) => new("IncompleteSignature", message);

    /// <inheritdoc/>
    protected override AwsError Wrong(string message) => new("SignatureDoesNotMatch", message, 403);

    /// <inheritdoc/>
    protected override AwsError Unknown(string message) => new("InvalidClientTokenId", message, 403);
}
