using System.Security.Cryptography;

namespace Bundt.LocalCloud.State;

/// <summary>Identifiers of the shapes that AWS gives out.</summary>
public static class Ids
{
    /// <summary>A resource id such as <c>i-0123456789abcdef0</c>: the prefix and seventeen hexadecimal digits.</summary>
    public static string New(string prefix) => $"{prefix}-{Hex(17)}";

    /// <summary>The sixteen hexadecimal digits that end the ARN of a load balancer, target group, listener or rule.</summary>
    public static string Suffix() => Hex(16);

    private static string Hex(int digits) => RandomNumberGenerator.GetHexString(digits, lowercase: true);
}
