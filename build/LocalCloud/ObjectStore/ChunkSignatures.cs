using System.Security.Cryptography;
using System.Text;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>Checks the signatures of a body's chunks: each is made over the one before, the first over the request's own.</summary>
internal sealed class ChunkSignatures(byte[] key, Credential credential, string stamp)
{
    private static readonly string Nothing = Hash([]);
    private string _previous = credential.Signature;

    /// <summary>Checks the next chunk.</summary>
    /// <exception cref="AwsError"><c>SignatureDoesNotMatch</c>.</exception>
    public void Check(ReadOnlyMemory<byte> chunk, string signature)
    {
        var toSign = string.Join('\n', $"{Credential.Algorithm}-PAYLOAD", stamp, credential.Scope, _previous, Nothing, Hash(chunk.Span));
        _previous = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
        if (_previous != signature)
            throw new AwsError("SignatureDoesNotMatch", "A chunk's signature does not match the signature you provided.", 403);
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
