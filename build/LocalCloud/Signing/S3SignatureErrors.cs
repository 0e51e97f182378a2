using System.Globalization;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Signing;

/// <summary>
/// S3's words. Sources: "Error responses" and "Authenticating requests (AWS Signature Version 4)", Amazon S3 API Reference; the sentences
/// are those that versitygw's <c>s3err</c> holds of AWS's answers.
/// </summary>
internal sealed class S3SignatureErrors(string service) : SignatureErrors(service)
{
    private const int Week = 7 * 24 * 60 * 60;

    /// <inheritdoc/>
    public override AwsError Missing() => Denied("Access Denied");

    /// <inheritdoc/>
    public override AwsError Twice() => new(
        "InvalidArgument",
        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the " +
        "Authorization header should be specified");

    /// <inheritdoc/>
    /// <remarks>
    /// Buckets made after June 24, 2020 know no Signature Version 2, which <c>aws s3 presign</c> still uses in the older regions.
    /// </remarks>
    public override AwsError? Malformed(SignatureClaim claim) => claim switch
    {
        { Algorithm: SignatureClaim.Version2 } => new AwsError(
            "InvalidRequest", "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."),
        { Presigned: false, Algorithm: not SignatureClaim.Hmac } => new AwsError("InvalidArgument", "Unsupported Authorization Type"),
        { Presigned: false } when !Whole(claim) =>
            Wrong(claim, "the authorization header requires three components: Credential, SignedHeaders, and Signature."),
        { Presigned: true, Date: null } or { Presigned: true, Expires: null } or { Presigned: true, Algorithm: "" } => Lacking(),
        { Presigned: true } when !Whole(claim) => Lacking(),
        { Algorithm: not SignatureClaim.Hmac } =>
            InQuery("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\""),
        { Scope: null } => Wrong(claim, "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."),
        _ => null,
    };

    /// <inheritdoc/>
    public override AwsError Undated(SignatureClaim claim) => claim.Presigned
        ? InQuery("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"")
        : Denied("AWS authentication requires a valid Date or x-amz-date header");

    /// <inheritdoc/>
    public override AwsError? OutOfTime(SignatureClaim claim, DateTimeOffset signedAt, DateTimeOffset now)
    {
        if (!claim.Presigned)
        {
            return (now - signedAt).Duration() <= SigningTime.Tolerance ? null : new AwsError(
                "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.", 403);
        }

        return int.TryParse(claim.Expires, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? seconds switch
            {
                < 0 => InQuery("X-Amz-Expires must be non-negative"),
                > Week => InQuery(
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 " +
                    "seconds"),
                _ when signedAt - now > SigningTime.Tolerance => Denied("Request is not valid yet"),
                _ when signedAt.AddSeconds(seconds) < now => Denied("Request has expired"),
                _ => null,
            }
            : InQuery("X-Amz-Expires should be a number");
    }

    /// <inheritdoc/>
    public override AwsError Unsigned(IReadOnlyList<string> headers) =>
        new("AccessDenied", "There were headers present in the request which were not signed", 403)
        {
            Details = [("HeadersNotSigned", string.Join(", ", headers.Select(name => name.ToLowerInvariant())))],
        };

    /// <inheritdoc/>
    /// <remarks>The region that it expects stands beside the message; botocore's region redirector signs anew for it.</remarks>
    public override AwsError? OutOfScope(SignatureClaim claim, string time, string region) => claim.Scope! switch
    {
        var scope when scope.Day != time[..8] => claim.Presigned
            ? InQuery($"Invalid credential date \"{scope.Day}\". This date is not the same as X-Amz-Date: \"{time[..8]}\".")
            : Wrong(claim, $"Invalid credential date \"{scope.Day}\". This date is not the same as X-Amz-Date: \"{time[..8]}\"."),
        var scope when scope.Region != region =>
            Wrong(claim, $"the region '{scope.Region}' is wrong; expecting '{region}'", ("Region", region)),
        var scope when scope.Service != Service =>
            Wrong(claim, $"incorrect service \"{scope.Service}\". This endpoint belongs to \"{Service}\"."),
        { Terminator: not CredentialScope.End } scope =>
            Wrong(claim, $"incorrect terminal \"{scope.Terminator}\". This endpoint uses \"{CredentialScope.End}\"."),
        _ => null,
    };

    /// <inheritdoc/>
    public override AwsError UnknownKey() =>
        new("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403);

    /// <inheritdoc/>
    public override AwsError UnknownToken() => new("InvalidToken", "The provided token is malformed or otherwise invalid.");

    /// <inheritdoc/>
    public override AwsError Mismatch() => new(
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
        403);

    private static bool Whole(SignatureClaim claim) =>
        claim is { Credential: not null, Signature: not null, SignedHeaders: not null, Unpaired: null };

    private static AwsError Denied(string message) => new("AccessDenied", message, 403);

    private static AwsError Lacking() => InQuery(
        "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, " +
        "X-Amz-SignedHeaders, and X-Amz-Expires parameters.");

    private static AwsError InQuery(string message) => new("AuthorizationQueryParametersError", message);

    private static AwsError Wrong(SignatureClaim claim, string what, params (string Name, string Value)[] details) => claim.Presigned
        ? new AwsError("AuthorizationQueryParametersError", $"Error parsing the X-Amz-Credential parameter; {what}") { Details = details }
        : new AwsError("AuthorizationHeaderMalformed", $"The authorization header is malformed; {what}") { Details = details };
}
