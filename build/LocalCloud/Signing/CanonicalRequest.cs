using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Bundt.LocalCloud.Signing;

/// <summary>A request in the one form that its signature is made over. Source: "Create a signed AWS API request", IAM User Guide.</summary>
internal static class CanonicalRequest
{
    /// <summary>The hash of that form, hexadecimal.</summary>
    /// <param name="request">The request.</param>
    /// <param name="claim">What it says of its signature.</param>
    /// <param name="encodedOnce">Whether the path is encoded once, as S3 does; every other service encodes it a second time.</param>
    /// <param name="payloadHash">The hash of the body, or what stands for it.</param>
    public static string Hash(HttpRequest request, SignatureClaim claim, bool encodedOnce, string payloadHash)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var (path, query) = target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark
            ? (target[..mark], target[(mark + 1)..])
            : (target, "");
        var text = new StringBuilder(1024).Append(request.Method).Append('\n')
            .Append(Path(path, encodedOnce)).Append('\n')
            .Append(Query(query)).Append('\n');
        foreach (var name in claim.SignedHeaders!)
            text.Append(name).Append(':').Append(Value(request, name)).Append('\n');
        text.Append('\n').AppendJoin(';', claim.SignedHeaders!).Append('\n').Append(payloadHash);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Path(string path, bool encodedOnce) => path == "/"
        ? path
        : string.Join('/', path.Split('/').Select(part => encodedOnce ? Encoded(part) : Uri.EscapeDataString(part)));

    private static string Query(string query) => query.Length == 0 ? "" : string.Join('&', query
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (Name: Encoded(pair[0]), Value: pair.Length == 2 ? Encoded(pair[1]) : ""))
        .Where(pair => pair.Name != SignatureClaim.SignatureParameter)
        .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string Encoded(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static string Value(HttpRequest request, string header)
    {
        var values = request.Headers[header];
        return values.Count == 1 ? Trimmed(values[0]!) : string.Join(',', values.Select(value => Trimmed(value ?? "")));
    }

    private static string Trimmed(string value) => value.Contains("  ", StringComparison.Ordinal)
        ? string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        : value.Trim(' ');
}
