using Amazon.AutoScaling;
using Amazon.ElasticLoadBalancingV2;

namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>The operations that the clients have.</summary>
internal static class Operations
{
    private const string Suffix = "Async";

    public static IReadOnlyList<string> Of(string service) =>
    [
        .. (service == Peers.AutoScaling ? typeof(IAmazonAutoScaling) : typeof(IAmazonElasticLoadBalancingV2)).GetMethods()
            .Where(method => method.Name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(method => method.Name[..^Suffix.Length])
            .Distinct(),
    ];
}
