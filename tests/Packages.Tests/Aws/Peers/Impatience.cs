using Amazon.AutoScaling;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>The clients as they are, but for the pause before a retry: 20 milliseconds at most, instead of up to 20 seconds.</summary>
internal static class Impatience
{
    public static IAmazonAutoScaling AutoScaling(Access access) => new ImpatientAutoScaling(access);

    public static IAmazonElasticLoadBalancingV2 LoadBalancing(Access access) => new ImpatientLoadBalancing(access);

    private static void Shorten(RuntimePipeline pipeline, IClientConfig config) =>
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new StandardRetryPolicy(config) { MaxBackoffInMilliseconds = 20 }));

    private sealed class ImpatientAutoScaling(Access access)
        : AmazonAutoScalingClient(access.Credentials, access.Configure(new AmazonAutoScalingConfig()))
    {
        protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
        {
            base.CustomizeRuntimePipeline(pipeline);
            Shorten(pipeline, Config);
        }
    }

    private sealed class ImpatientLoadBalancing(Access access)
        : AmazonElasticLoadBalancingV2Client(access.Credentials, access.Configure(new AmazonElasticLoadBalancingV2Config()))
    {
        protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
        {
            base.CustomizeRuntimePipeline(pipeline);
            Shorten(pipeline, Config);
        }
    }
}
