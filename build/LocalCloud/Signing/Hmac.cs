using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Bundt.LocalCloud.Signing;

/// <summary>Signatures as hexadecimal text.</summary>
internal static class Hmac
{
    /// <summary>Signs the lines of a string to sign.</summary>
    public static string Sign(byte[] key, params ReadOnlySpan<string> lines) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    /// <summary>Whether two signatures are the same; takes as long for one that is nearly right as for one that is not.</summary>
    public static bool Same(string ours, string theirs) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(ours.AsSpan()), MemoryMarshal.AsBytes(theirs.AsSpan()));
}
