using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Signing;

/// <summary>
/// Checks Signature Version 4 as AWS does, so that a client that signs wrongly is told so: form, time, scope, signed headers, key,
/// signature, session token, nearly in the order that AWS was observed to have (the comments of dynalite's <c>index.js</c>).
/// Source: "Troubleshoot Signature Version 4 signing", IAM User Guide.
/// </summary>
internal sealed class Signatures(Options options, Keys keys, SigningKeys signing, TimeProvider time)
{
    private const string Prefix = "x-amz-";

    /// <summary>Checks a request to the service that the exchange names.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="payloadHash">Gives the hash of the body, or what stands for it; asked for when all else is right.</param>
    /// <returns>The signature, or null when signatures are left unchecked.</returns>
    /// <exception cref="AwsError">The code that the service gives for a missing, malformed, unknown, late or wrong signature.</exception>
    public VerifiedSignature? Check(Exchange exchange, Func<string> payloadHash)
    {
        if (options.AnyCredentials)
            return null;
        var (request, service, errors) = (exchange.Http.Request, exchange.Service, SignatureErrors.Of(exchange.Service));
        var claim = exchange.Claim ?? throw errors.Missing();
        if (claim.Twice)
            throw errors.Twice();
        if (errors.Malformed(claim) is { } malformed)
            throw malformed;

        var signedAt = SigningTime.Read(claim.Date ?? "") ?? throw errors.Undated(claim);
        if (errors.OutOfTime(claim, signedAt, time.GetUtcNow()) is { } outOfTime)
            throw outOfTime;
        var stamp = SigningTime.Text(signedAt);
        var scope = claim.Scope!;
        if (errors.OutOfScope(claim, stamp, Serves(scope.Region) ? scope.Region : options.Region) is { } outOfScope)
            throw outOfScope;
        if (Unsigned(request, claim, service) is { Count: > 0 } unsigned)
            throw errors.Unsigned(unsigned);
        if (scope.AccessKey != keys.AccessKeyId)
            throw errors.UnknownKey();

        var hash = CanonicalRequest.Hash(request, claim, encodedOnce: service == "s3", payloadHash());
        var key = signing.Of(scope);
        var absent = claim.SignedHeaders!.Any(name => !request.Headers.ContainsKey(name));
        if (absent || !Hmac.Same(Hmac.Sign(key, SignatureClaim.Hmac, stamp, scope.Text, hash), claim.Signature!))
            throw errors.Mismatch();
        return claim.Token is null ? new VerifiedSignature(key, stamp, scope.Text, claim.Signature!) : throw errors.UnknownToken();
    }

    private bool Serves(string region) => region == options.Region || Regions.Names.Contains(region);

    /// <summary>
    /// The headers that had to be signed and are not: Host and everything of AWS's. S3 lets <c>x-amz-content-sha256</c> pass, whose value
    /// is a part of what is signed anyway.
    /// </summary>
    private static List<string> Unsigned(HttpRequest request, SignatureClaim claim, string service) =>
    [
        .. request.Headers.Keys
            .Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Where(name => service != "s3" || !name.Equals("x-amz-content-sha256", StringComparison.OrdinalIgnoreCase))
            .Prepend("host")
            .Where(name => !claim.Signs(name)),
    ];
}
