using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Bundt.LocalCloud.Wire;

/// <summary>
/// Checks Signature Version 4 as AWS does, so that a client that signs wrongly is told so.
/// Source: "Create a signed AWS API request", IAM User Guide.
/// </summary>
internal sealed class Signatures(Options options, Keys keys, TimeProvider time)
{
    private const string Stamp = "yyyyMMdd'T'HHmmss'Z'";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    /// <summary>Checks a request whose body has been read.</summary>
    /// <exception cref="AwsError">The code that the service gives for a missing, unknown, late or wrong signature.</exception>
    public void Check(Exchange exchange, byte[]? body)
    {
        if (options.AnyCredentials)
            return;
        var request = exchange.Http.Request;
        var credential = exchange.Credential ?? throw Unsigned(exchange.Service);
        if (credential.AccessKey != keys.AccessKeyId)
            throw UnknownKey(exchange.Service);

        var stamp = request.Headers["x-amz-date"].ToString();
        if (!DateTimeOffset.TryParseExact(stamp, Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt))
            throw Wrong(exchange.Service, "A valid date must be provided in the X-Amz-Date header.");
        if ((time.GetUtcNow() - signedAt).Duration() > Skew)
            throw TooOld(exchange.Service, stamp);

        var hash = body is null ? request.Headers["x-amz-content-sha256"].ToString() : Hex(SHA256.HashData(body));
        if (Signature(credential, Canonical(request, credential, hash), stamp) != credential.Signature)
        {
            throw Wrong(
                exchange.Service,
                "The request signature we calculated does not match the signature you provided. Check your key and signing method.");
        }
    }

    /// <summary>The key that signs everything in the credential's scope.</summary>
    public byte[] SigningKey(Credential credential) => credential.Scope.Split('/')
        .Select(Encoding.UTF8.GetBytes)
        .Aggregate(Encoding.UTF8.GetBytes("AWS4" + keys.SecretAccessKey), HMACSHA256.HashData);

    private string Signature(Credential credential, string canonical, string stamp)
    {
        var hash = Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var toSign = string.Join('\n', Credential.Algorithm, stamp, credential.Scope, hash);
        return Hex(HMACSHA256.HashData(SigningKey(credential), Encoding.UTF8.GetBytes(toSign)));
    }

    private static string Canonical(HttpRequest request, Credential credential, string payloadHash)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        // S3 signs the path encoded once; every other service encodes it a second time.
        var once = credential.Service == "s3";
        var path = string.Join('/', target[0].Split('/').Select(part => once ? Encoded(part) : Uri.EscapeDataString(part)));
        var query = (target.Length == 2 ? target[1] : "")
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: Encoded(pair[0]), Value: pair.Length == 2 ? Encoded(pair[1]) : ""))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}");
        var headers = credential.SignedHeaders.Select(name => $"{name}:{Value(request, name)}\n");
        var names = string.Join(';', credential.SignedHeaders);
        return string.Join('\n', request.Method, path, string.Join('&', query), string.Concat(headers), names, payloadHash);
    }

    private static string Encoded(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static string Value(HttpRequest request, string header) => string.Join(
        ',',
        request.Headers[header].Select(value => string.Join(' ', (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static AwsError Unsigned(string service) => service switch
    {
        "s3" => new AwsError("AccessDenied", "Access Denied", 403),
        "ec2" => new AwsError("AuthFailure", "AWS was not able to validate the provided access credentials", 401),
        _ => new AwsError("MissingAuthenticationToken", "Request is missing Authentication Token", 403),
    };

    private static AwsError UnknownKey(string service) => service switch
    {
        "s3" => new AwsError("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403),
        "ec2" => new AwsError("AuthFailure", "AWS was not able to validate the provided access credentials", 401),
        "ssm" => new AwsError("UnrecognizedClientException", "The security token included in the request is invalid.", 400),
        _ => new AwsError("InvalidClientTokenId", "The security token included in the request is invalid.", 403),
    };

    private static AwsError TooOld(string service, string stamp) => service switch
    {
        "s3" => new AwsError("RequestTimeTooSkewed", "The difference between the request time and the current time is too large.", 403),
        "ec2" => new AwsError("RequestExpired", $"Request has expired. Timestamp date is {stamp}"),
        _ => new AwsError("SignatureDoesNotMatch", $"Signature expired: {stamp} is not within 15 minutes of the current time.", 403),
    };

    private static AwsError Wrong(string service, string message) => service switch
    {
        "ec2" => new AwsError("AuthFailure", "AWS was not able to validate the provided access credentials", 401),
        "ssm" => new AwsError("InvalidSignatureException", message, 400),
        _ => new AwsError("SignatureDoesNotMatch", message, 403),
    };
}
