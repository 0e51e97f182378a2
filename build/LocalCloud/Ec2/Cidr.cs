using System.Net;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>IPv4 ranges of networks and subnets.</summary>
internal static class Cidr
{
    /// <summary>The range that a create call names.</summary>
    /// <exception cref="AwsError"><c>InvalidParameterValue</c>, <c>InvalidVpc.Range</c>.</exception>
    public static string Of(AwsCall call)
    {
        var text = call.Required("CidrBlock");
        if (!IPNetwork.TryParse(text, out var network))
        {
            throw new AwsError(
                "InvalidParameterValue", $"Value ({text}) for parameter cidrBlock is invalid. This is not a valid CIDR block.");
        }

        return network.PrefixLength is >= 16 and <= 28
            ? network.ToString()
            : throw new AwsError("InvalidVpc.Range", $"The CIDR '{text}' is invalid.");
    }

    /// <summary>Whether two ranges have an address in common.</summary>
    public static bool Overlap(string one, string other)
    {
        var (a, b) = (IPNetwork.Parse(one), IPNetwork.Parse(other));
        return a.Contains(b.BaseAddress) || b.Contains(a.BaseAddress);
    }

    /// <summary>How many addresses a subnet of the range can give out: AWS keeps five.</summary>
    public static int Addresses(string range) => (1 << (32 - IPNetwork.Parse(range).PrefixLength)) - 5;
}
