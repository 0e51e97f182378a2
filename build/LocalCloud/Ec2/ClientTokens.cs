using System.Security.Cryptography;
using System.Text;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// Client tokens: a repeated call makes nothing new, and one that asks for something else under the same token is refused.
/// Source: "Ensuring idempotency in Amazon EC2 API requests".
/// </summary>
internal static class ClientTokens
{
    private const int MostLetters = 64;

    /// <summary>What the call asks for, in short: all its parameters but those of signing and of trying.</summary>
    /// <exception cref="AwsError"><c>InvalidParameterValue</c>: the token is too long.</exception>
    public static string Digest(AwsCall call)
    {
        if (call["ClientToken"] is { Length: > MostLetters })
            throw new AwsError("InvalidParameterValue", $"Client token exceeds the maximum length of {MostLetters} characters");
        var asked = call.Parameters
            .Where(pair => pair.Key != "DryRun" && !pair.Key.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('&', asked))));
    }

    /// <summary>The token was used for something else.</summary>
    public static AwsError Mismatch() => new(
        "IdempotentParameterMismatch",
        "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).");
}
