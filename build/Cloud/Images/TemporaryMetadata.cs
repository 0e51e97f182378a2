using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Bundt.Cloud.Access;
using Bundt.Domain;

namespace Bundt.Cloud.Images;

/// <summary>Has the temporary instance of a bake demand session tokens for its metadata, which templates of Packer 1.6 cannot ask for.</summary>
internal sealed class TemporaryMetadata(AwsClients aws, Poll poll)
{
    /// <summary>Demands them as soon as the instance runs: before, it cannot be changed (EC2 API reference: ModifyInstanceMetadataOptions).</summary>
    /// <param name="instance">The instance's id.</param>
    /// <param name="limit">How long it may take to run.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Why they are not demanded, or null when they are.</returns>
    public async Task<string?> DemandTokens(string instance, TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            await poll.Until($"{instance} to run", async _ => await State(instance) is var state && state == InstanceStateName.Pending ? $"it is {state}" : null, limit, cancellation);
            await aws.Call($"have {instance} demand tokens for its metadata", () => aws.Ec2.ModifyInstanceMetadataOptionsAsync(
                new ModifyInstanceMetadataOptionsRequest { InstanceId = instance, HttpTokens = HttpTokensState.Required }, cancellation));
            return null;
        }
        catch (Problem refused)
        {
            return refused.What;
        }
        catch (OperationCanceledException)
        {
            return "the bake was ended";
        }
    }

    private Task<InstanceStateName> State(string instance) => aws.Call($"look up {instance}", async () =>
    {
        try
        {
            var answer = await aws.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [instance] });
            return answer.Reservations[0].Instances[0].State.Name;
        }
        catch (AmazonServiceException early) when (early.Is("InvalidInstanceID.NotFound"))
        {
            // It was launched a moment ago.
            return InstanceStateName.Pending;
        }
    });
}
