namespace Bundt.LocalCloud.Wire;

/// <summary>The signature that a request carries in its Authorization header.</summary>
/// <param name="AccessKey">The access key id.</param>
/// <param name="Date">The scope's day, <c>yyyyMMdd</c>.</param>
/// <param name="Region">The region that the request is signed for.</param>
/// <param name="Service">
/// The signing name: <c>ec2</c>, <c>autoscaling</c>, <c>elasticloadbalancing</c>, <c>sts</c>, <c>ssm</c> or <c>s3</c>.
/// </param>
/// <param name="SignedHeaders">The signed headers' names, in lower case, in order.</param>
/// <param name="Signature">The signature, hexadecimal.</param>
public sealed record Credential(
    string AccessKey, string Date, string Region, string Service, IReadOnlyList<string> SignedHeaders, string Signature)
{
    /// <summary>The name of the signing algorithm.</summary>
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The scope as it stands in the string to sign.</summary>
    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>Reads the header, or answers null when it is absent or not a Signature Version 4.</summary>
    public static Credential? Read(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            return null;
        var fields = authorization[Algorithm.Length..]
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(field => field.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1]);
        var scope = fields.GetValueOrDefault("Credential", "").Split('/');
        var (headers, signature) = (fields.GetValueOrDefault("SignedHeaders"), fields.GetValueOrDefault("Signature"));
        return scope.Length == 5 && headers is not null && signature is not null
            ? new Credential(scope[0], scope[1], scope[2], scope[3], headers.Split(';'), signature)
            : null;
    }
}
