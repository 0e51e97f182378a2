using Amazon.ElasticLoadBalancingV2.Model;
using Bundt.Cloud.Access;

namespace Bundt.Cloud.Traffic;

/// <summary>The rules of a listener.</summary>
internal static class ListenerRules
{
    /// <summary>All of them, page by page, the default one too.</summary>
    public static async Task<IReadOnlyList<Rule>> Read(AwsClients aws, Listener listener)
    {
        var rules = new List<Rule>();
        string? marker = null;
        do
        {
            var page = await aws.Call($"read the rules of the listener on port {listener.Port}", () =>
                aws.LoadBalancing.DescribeRulesAsync(new() { ListenerArn = listener.ListenerArn, Marker = marker }));
            rules.AddRange(page.Rules ?? []);
            marker = page.NextMarker;
        }
        while (marker is not null);
        return rules;
    }
}
