namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// What an instance type has of the network. Nothing here is limited by it. Sources: "Specifications for Amazon EC2 general purpose
/// instances" and its likes for the other families; "Maximum IP addresses per network interface", Amazon EC2 User Guide.
/// </summary>
/// <param name="Performance">Its speed in AWS's words.</param>
/// <param name="Interfaces">The most network interfaces.</param>
/// <param name="Addresses">The most addresses of an interface, of IPv4 and of IPv6 alike.</param>
internal sealed record InstanceTypeNetwork(string Performance, int Interfaces, int Addresses)
{
    /// <summary>That of a type.</summary>
    public static InstanceTypeNetwork Of(string type)
    {
        var (family, size) = (InstanceTypes.Family(type), InstanceTypes.Size(type));
        var (interfaces, addresses) = size switch
        {
            "nano" or "micro" => (2, 2),
            "small" => (family == "t3a" ? 2 : 3, 4),
            "medium" => InstanceTypes.IsBurstable(type) ? (3, 6) : (2, 4),
            "large" => (3, InstanceTypes.IsBurstable(type) ? 12 : 10),
            "xlarge" or "2xlarge" => (family == "t2" ? 3 : 4, 15),
            _ => (8, 30),
        };
        return new(Speed(family, size), interfaces, addresses);
    }

    private static string Speed(string family, string size) => (family, family[1..], size) switch
    {
        ("t2", _, "xlarge" or "2xlarge") => "Moderate",
        ("t2", _, _) => "Low to Moderate",
        ({ } burstable, _, _) when burstable[0] == 't' => "Up to 5 Gigabit",
        ("c5", _, "9xlarge") or (_, "6g", "8xlarge") => "12 Gigabit",
        ("m5" or "r5" or "c5a", _, "8xlarge") => "10 Gigabit",
        (_, "7g", "8xlarge") => "15 Gigabit",
        (_, "7g", "2xlarge" or "4xlarge") => "Up to 15 Gigabit",
        (_, "5" or "5a" or "6g", _) => "Up to 10 Gigabit",
        (_, _, "8xlarge") => "12.5 Gigabit",
        _ => "Up to 12.5 Gigabit",
    };
}
