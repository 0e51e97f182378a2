using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Signing;

/// <summary>
/// EC2's words: it says little of what is wrong. Sources: "Error codes for the Amazon EC2 API" and "Common Errors", Amazon EC2 API
/// Reference; the answers in boto/botocore#454 (not signed), StreisandEffect/discussions#181 (malformed) and boto/boto#148 (late).
/// </summary>
internal sealed class Ec2SignatureErrors(string service) : CommonSignatureErrors(service)
{
    /// <inheritdoc/>
    protected override AwsError NotSigned(string message) =>
        new("MissingParameter", "The request must contain the parameter AWSAccessKeyId");

    /// <inheritdoc/>
    protected override AwsError Incomplete(string message) =>
        new("AuthFailure", "Authorization header or parameters are not formatted correctly.", 401);

    /// <inheritdoc/>
    protected override AwsError Wrong(string message) =>
        new("AuthFailure", "AWS was not able to validate the provided access credentials", 401);

    /// <inheritdoc/>
    protected override AwsError Late(string message) => new("RequestExpired", "Request has expired.");

    /// <inheritdoc/>
    protected override AwsError Unknown(string message) => Wrong(message);
}
