using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.Query;

/// <summary>
/// The endpoint rules that both services publish: a configured URL wins, else the name is made of service, region and
/// the partition's suffix. Government regions have no separate FIPS name, their standard endpoint is one.
/// </summary>
internal sealed class QueryEndpointProvider(string prefix) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var fips = parameters["UseFIPS"] is true;
        var dualStack = parameters["UseDualStack"] is true;

        if (parameters["Endpoint"] is string configured)
        {
            return fips || dualStack
                ? throw new AmazonClientException("A configured endpoint cannot be combined with FIPS or dual stack.")
                : new Endpoint(configured);
        }

        if (parameters["Region"] is not string region || Fn.Partition(region) is not { } partition)
            throw new AmazonClientException("No region is configured, so there is no endpoint to call.");
        if (fips && Fn.GetAttr(partition, "supportsFIPS") is not true)
            throw new AmazonClientException($"FIPS is enabled, but the partition of {region} does not support it.");
        if (dualStack && Fn.GetAttr(partition, "supportsDualStack") is not true)
            throw new AmazonClientException($"Dual stack is enabled, but the partition of {region} does not support it.");

        var ownFipsName = fips && (dualStack || Fn.GetAttr(partition, "name") is not "aws-us-gov");
        var suffix = Fn.GetAttr(partition, dualStack ? "dualStackDnsSuffix" : "dnsSuffix");
        return new Endpoint($"https://{prefix}{(ownFipsName ? "-fips" : "")}.{region}.{suffix}");
    }
}
