using System.Security.Cryptography;
using System.Text;

namespace Bundt.Domain;

/// <summary>Digests that tell whether two descriptions are the same.</summary>
public static class Digests
{
    /// <summary>A SHA-256 in lower-case hexadecimal over lines; a line's length is part of it, so that no two lists of lines run together.</summary>
    public static string Of(IEnumerable<string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var bytes in lines.Select(Encoding.UTF8.GetBytes))
        {
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
