using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Signing;

/// <summary>
/// The keys that are derived from the secret, one for each day, region and service; kept, because deriving one costs four hashes a call.
/// </summary>
internal sealed class SigningKeys(Keys keys)
{
    private readonly ConcurrentDictionary<string, byte[]> _derived = new();

    /// <summary>The key of a scope that has been found right.</summary>
    public byte[] Of(CredentialScope scope) => _derived.GetOrAdd(scope.Text, Derive);

    private byte[] Derive(string scope) => scope.Split('/')
        .Select(Encoding.UTF8.GetBytes)
        .Aggregate(Encoding.UTF8.GetBytes("AWS4" + keys.SecretAccessKey), HMACSHA256.HashData);
}
