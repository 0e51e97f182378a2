using Microsoft.Net.Http.Headers;

namespace Bundt.LocalCloud.Signing;

/// <summary>
/// What a request says of its signature, in the Authorization header or, when it is presigned, in the query. Nothing of it is checked yet;
/// what the request does not say is null. Source: "Authenticating requests (AWS Signature Version 4)", Amazon S3 API Reference.
/// </summary>
internal sealed record SignatureClaim
{
    /// <summary>The one algorithm that is checked here.</summary>
    public const string Hmac = "AWS4-HMAC-SHA256";

    /// <summary>The name of Signature Version 2 in a header; its presigned URLs are given it too.</summary>
    public const string Version2 = "AWS";

    private const string AlgorithmParameter = "X-Amz-Algorithm";
    private const string Version2Parameter = "AWSAccessKeyId";

    /// <summary>The name of the query parameter that holds the signature, the only one that is not signed itself.</summary>
    public const string SignatureParameter = "X-Amz-Signature";

    /// <summary>Whether it stands in the query.</summary>
    public required bool Presigned { get; init; }

    /// <summary>Whether it stands in the header and in the query.</summary>
    public bool Twice { get; init; }

    /// <summary>The Authorization header; empty when it is presigned.</summary>
    public string Header { get; init; } = "";

    /// <summary>The first part of the header that should have been <c>key=value</c> and is not.</summary>
    public string? Unpaired { get; init; }

    /// <summary>The name of the algorithm.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The credential as it was sent.</summary>
    public string? Credential { get; init; }

    /// <summary>The signed headers' names, in order.</summary>
    public IReadOnlyList<string>? SignedHeaders { get; init; }

    /// <summary>The signature, hexadecimal.</summary>
    public string? Signature { get; init; }

    /// <summary>The time of signing as it was sent.</summary>
    public string? Date { get; init; }

    /// <summary>The seconds that a presigned URL lives, as they were sent.</summary>
    public string? Expires { get; init; }

    /// <summary>The session token.</summary>
    public string? Token { get; init; }

    /// <summary>The credential's parts, or null when it has not five.</summary>
    public CredentialScope? Scope { get; init; }

    /// <summary>Whether the header of that name is signed.</summary>
    public bool Signs(string header) => SignedHeaders?.Contains(header, StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>Reads it; null when the request says nothing of a signature.</summary>
    public static SignatureClaim? Read(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var presigned = request.QueryString.HasValue
            && (request.Query.ContainsKey(AlgorithmParameter) || request.Query.ContainsKey(SignatureParameter));
        return header.Length > 0 ? InHeader(request.Headers, header) with { Twice = presigned }
            : presigned ? InQuery(request.Query)
            : request.QueryString.HasValue && request.Query.ContainsKey(Version2Parameter)
                ? new SignatureClaim { Presigned = true, Algorithm = Version2 }
                : null;
    }

    private static SignatureClaim InHeader(IHeaderDictionary headers, string text)
    {
        var parts = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        string? Field(string name) => Array.FindLast(parts, part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

        var credential = Field("Credential=");
        return new SignatureClaim
        {
            Presigned = false,
            Header = text,
            Unpaired = Array.Find(parts[1..], part => !part.Contains('=', StringComparison.Ordinal)),
            Algorithm = parts[0],
            Credential = credential,
            Scope = CredentialScope.Read(credential),
            SignedHeaders = Field("SignedHeaders=")?.Split(';'),
            Signature = Field("Signature="),
            Date = Given(headers["x-amz-date"].ToString()) ?? Given(headers[HeaderNames.Date].ToString()),
            Token = Given(headers["x-amz-security-token"].ToString()),
        };
    }

    private static SignatureClaim InQuery(IQueryCollection query)
    {
        var credential = Given(query["X-Amz-Credential"].ToString());
        return new SignatureClaim
        {
            Presigned = true,
            Algorithm = query[AlgorithmParameter].ToString(),
            Credential = credential,
            Scope = CredentialScope.Read(credential),
            SignedHeaders = Given(query["X-Amz-SignedHeaders"].ToString())?.Split(';'),
            Signature = Given(query[SignatureParameter].ToString()),
            Date = Given(query["X-Amz-Date"].ToString()),
            Expires = Given(query["X-Amz-Expires"].ToString()),
            Token = Given(query["X-Amz-Security-Token"].ToString()),
        };
    }

    private static string? Given(string text) => text.Length > 0 ? text : null;
}
