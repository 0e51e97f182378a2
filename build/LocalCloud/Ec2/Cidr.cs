using System.Net;
using System.Net.Sockets;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>IPv4 ranges of networks and subnets.</summary>
internal static class Cidr
{
    /// <summary>The range that a create call names.</summary>
    /// <param name="call">The call.</param>
    /// <param name="outOfRange">The code for sizes other than /16 to /28.</param>
    /// <exception cref="AwsError"><c>InvalidParameterValue</c>, or the code for a size that is not possible.</exception>
    public static string Of(AwsCall call, string outOfRange)
    {
        var text = call.Required("CidrBlock");
        if (!IPNetwork.TryParse(text, out var network) || network.BaseAddress.AddressFamily != AddressFamily.InterNetwork)
        {
            throw new AwsError(
                "InvalidParameterValue", $"Value ({text}) for parameter cidrBlock is invalid. This is not a valid CIDR block.");
        }

        return network.PrefixLength is >= 16 and <= 28
            ? network.ToString()
            : throw new AwsError(outOfRange, $"The CIDR '{text}' is invalid.");
    }

    /// <summary>Whether two ranges have an address in common.</summary>
    public static bool Overlap(string one, string other)
    {
        var (a, b) = (IPNetwork.Parse(one), IPNetwork.Parse(other));
        return a.Contains(b.BaseAddress) || b.Contains(a.BaseAddress);
    }

    /// <summary>Whether a range lies wholly in another.</summary>
    public static bool Within(string whole, string part)
    {
        var (outer, inner) = (IPNetwork.Parse(whole), IPNetwork.Parse(part));
        return outer.Contains(inner.BaseAddress) && inner.PrefixLength >= outer.PrefixLength;
    }

    /// <summary>How many addresses a subnet of the range can give out: AWS keeps five.</summary>
    public static int Addresses(string range) => (1 << (32 - IPNetwork.Parse(range).PrefixLength)) - 5;
}
