using System;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Query;

/// <summary>What a query service needs beyond the pipeline and the defaults of AWSSDK.Core.</summary>
internal static class QueryPipeline
{
    /// <summary>Replaces the old endpoint handler by the rules: auth scheme first, then endpoint, both before any retry.</summary>
    public static void Complete(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new QueryEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new QueryAuthSchemeHandler());
    }

    /// <summary>The named sets of defaults that a client's DefaultConfigurationMode chooses from.</summary>
    public static DefaultConfigurationProvider Defaults() => new(
    [
        Mode(DefaultConfigurationMode.Standard, connectMilliseconds: 3_100),
        Mode(DefaultConfigurationMode.InRegion, connectMilliseconds: 1_100),
        Mode(DefaultConfigurationMode.CrossRegion, connectMilliseconds: 3_100),
        Mode(DefaultConfigurationMode.Mobile, connectMilliseconds: 30_000),
        Mode(DefaultConfigurationMode.Auto, connectMilliseconds: 1_100),
    ]);

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, int connectMilliseconds) => new()
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
    };
}
