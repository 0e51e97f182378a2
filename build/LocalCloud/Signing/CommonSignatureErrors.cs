using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Signing;

/// <summary>
/// The words that the query and JSON services share; each has its own codes for them. The sentences are those of "Troubleshoot Signature
/// Version 4 signing" (IAM User Guide) and of AWS's answers as the comments of dynalite's <c>index.js</c> hold them.
/// </summary>
internal abstract class CommonSignatureErrors(string service) : SignatureErrors(service)
{
    private static readonly string[] Parameters =
        ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"];

    /// <inheritdoc/>
    public override AwsError Missing() => NotSigned("Request is missing Authentication Token");

    /// <inheritdoc/>
    public override AwsError Twice() =>
        Wrong("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");

    /// <inheritdoc/>
    public override AwsError? Malformed(SignatureClaim claim) => claim switch
    {
        { Presigned: false } when !claim.Algorithm.StartsWith("AWS4-", StringComparison.Ordinal) => Missing(),
        { Unpaired: { } part } =>
            Incomplete($"'{part}' not a valid key=value pair (missing equal-sign) in Authorization header: '{claim.Header}'."),
        { Presigned: false } when Lacking(claim) is { Length: > 0 } lacking => Incomplete($"{lacking}Authorization={claim.Header}"),
        { Presigned: true } when Lacking(claim) is { Length: > 0 } lacking =>
            Incomplete($"{lacking}Re-examine the query-string parameters."),
        { Algorithm: not SignatureClaim.Hmac } =>
            Incomplete($"Unsupported AWS 'algorithm': '{claim.Algorithm}' (only {SignatureClaim.Hmac} for now)."),
        { Scope: null } => Incomplete(
            $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{claim.Credential}'"),
        _ => null,
    };

    /// <inheritdoc/>
    public override AwsError Undated(SignatureClaim claim) => Incomplete(
        $"Date must be in ISO-8601 'basic format'. Got '{claim.Date}'. See http://en.wikipedia.org/wiki/ISO_8601");

    /// <inheritdoc/>
    /// <remarks>
    /// A presigned call is held to the same quarter of an hour whatever its X-Amz-Expires says: "presigned STS urls are valid for 15
    /// minutes after timestamp in x-amz-date" (aws-iam-authenticator, <c>pkg/token</c>).
    /// </remarks>
    public override AwsError? OutOfTime(SignatureClaim claim, DateTimeOffset signedAt, DateTimeOffset now)
    {
        var (signed, current) = (SigningTime.Text(signedAt), SigningTime.Text(now));
        var (earliest, latest) = (now - SigningTime.Tolerance, now + SigningTime.Tolerance);
        return signedAt > latest
                ? Late($"Signature not yet current: {signed} is still later than {SigningTime.Text(latest)} ({current} + 15 min.)")
            : signedAt < earliest
                ? Late($"Signature expired: {signed} is now earlier than {SigningTime.Text(earliest)} ({current} - 15 min.)")
            : null;
    }

    /// <inheritdoc/>
    public override AwsError Unsigned(IReadOnlyList<string> headers)
    {
        var first = headers[0] == "host" ? "'Host' or ':authority'" : $"'{headers[0]}'";
        return Wrong($"{first} must be a 'SignedHeader' in the AWS Authorization.");
    }

    /// <inheritdoc/>
    public override AwsError? OutOfScope(SignatureClaim claim, string time, string region)
    {
        var scope = claim.Scope!;
        string?[] flaws =
        [
            scope.Region == region ? null : $"Credential should be scoped to a valid region, not '{scope.Region}'.",
            scope.Service == Service ? null : $"Credential should be scoped to correct service: '{Service}'.",
            scope.Terminator == CredentialScope.End ? null
                : $"Credential should be scoped with a valid terminator: '{CredentialScope.End}', not '{scope.Terminator}'.",
            scope.Day == time[..8] ? null
                : "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: " +
                    $"'{scope.Day}' != '{time[..8]}', from '{time}'.",
        ];
        return Array.TrueForAll(flaws, flaw => flaw is null) ? null : Wrong(string.Join(' ', flaws.Where(flaw => flaw is not null)));
    }

    /// <inheritdoc/>
    public override AwsError UnknownKey() => Unknown("The security token included in the request is invalid.");

    /// <inheritdoc/>
    public override AwsError UnknownToken() => UnknownKey();

    /// <inheritdoc/>
    public override AwsError Mismatch() => Wrong(
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing " +
        "method. Consult the service documentation for details.");

    /// <summary>There is no signature.</summary>
    protected abstract AwsError NotSigned(string message);

    /// <summary>There is not the whole of a signature.</summary>
    protected abstract AwsError Incomplete(string message);

    /// <summary>The signature is not valid.</summary>
    protected abstract AwsError Wrong(string message);

    /// <summary>The signature was made at another time.</summary>
    protected virtual AwsError Late(string message) => Wrong(message);

    /// <summary>The caller is unknown.</summary>
    protected abstract AwsError Unknown(string message);

    private static string Lacking(SignatureClaim claim)
    {
        var there = new[] { claim.Algorithm, claim.Credential, claim.Signature, claim.SignedHeaders?[0], claim.Date };
        var lacking = Parameters.Where((_, i) => string.IsNullOrEmpty(there[i]));
        return string.Concat(claim.Presigned
            ? lacking.Select(name => $"AWS query-string parameters must include '{name}'. ")
            : lacking.Select(name => name == "X-Amz-Date"
                ? "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
                : $"Authorization header requires '{name["X-Amz-".Length..]}' parameter. "));
    }
}
