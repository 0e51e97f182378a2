using Amazon.ElasticLoadBalancingV2.Model;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud;

/// <summary>Compares account and region with the environment file before anything is written.</summary>
/// <param name="aws">AWS.</param>
/// <param name="environment">The environment.</param>
/// <param name="builds">Whether the run makes or removes the load balancer itself, which then may not be there.</param>
public sealed class AccountCheck(AwsClients aws, Func<ReleaseEnvironment> environment, bool builds = false)
{
    private bool _passed;

    /// <summary>Asks once in a run.</summary>
    /// <exception cref="Problem">The credentials belong to another account, or the load balancer is elsewhere.</exception>
    public async Task Demand()
    {
        if (_passed)
            return;
        var wanted = environment().Aws;
        var caller = await aws.Call("tell whose credentials these are", () => aws.Sts.GetCallerIdentityAsync(new()));
        if (caller.Account != wanted.Account)
        {
            throw new Problem(
                $"The credentials belong to account {caller.Account} ({caller.Arn}), but {environment().Name} is in account {wanted.Account}.",
                "Nothing was changed.", "Use the credentials of the environment's own account.");
        }

        var balancer = environment().Traffic.LoadBalancer;
        var arn = await aws.Call($"find the load balancer {balancer}", async () =>
        {
            try
            {
                return (await aws.LoadBalancing.DescribeLoadBalancersAsync(new() { Names = [balancer] })).LoadBalancers[0].LoadBalancerArn;
            }
            catch (LoadBalancerNotFoundException) when (builds)
            {
                return "";
            }
            catch (LoadBalancerNotFoundException none)
            {
                throw new Problem(
                    $"There is no load balancer {balancer} in {wanted.Region} of account {wanted.Account}.", "Nothing was changed.",
                    "Set traffic.loadBalancer and aws.region in the environment file to where the stack is; if it is lost, --target=Recover brings the environment back.", none);
            }
        });
        // arn:aws:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/…
        if (arn.Split(':') is [_, _, _, var region, var account, ..] && (region, account) != (wanted.Region, wanted.Account))
        {
            throw new Problem(
                $"The load balancer {balancer} is in {region} of account {account}, but {environment().Name} is in {wanted.Region} of account {wanted.Account}.",
                "Nothing was changed.", "Set aws.account and aws.region in the environment file to where the stack is.");
        }

        _passed = true;
    }
}
