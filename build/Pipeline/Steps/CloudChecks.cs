using Bundt.Cloud;
using Bundt.Cloud.Checks;
using Bundt.Cloud.Images;
using Bundt.Cloud.Runs;
using Bundt.Domain;
using Bundt.Domain.Checks;

namespace Bundt.Pipeline.Steps;

/// <summary>What a release needs in the AWS account.</summary>
public sealed class CloudChecks(AccountCheck account, StackReader stack, StateBucket bucket, IImages images)
{
    /// <summary>Looks at all of it; at nothing but the account where that is another.</summary>
    public async Task<IReadOnlyList<Finding>> Look(ReleaseContext context)
    {
        var aws = context.Environment.Aws;
        if (context.Environment.IsLocal && !File.Exists(context.Settings.Home.LocalAccess))
            return [Finding.Unknown("account", "the local cloud is not running, and nothing in it was looked at", "A release starts it; or ./build.sh --target=LocalUp.")];
        var whose = await Looking.At("account", async () =>
        {
            await account.Demand();
            return $"the credentials are of {aws.Account}, and the load balancer is in {aws.Region}";
        });
        if (whose is not [{ Severity: Severity.Fine }])
            return [.. whose, Finding.Unknown("all else in AWS", "nothing was looked at: these are not the credentials, the account or the region of the environment, or its load balancer is not there")];
        var looks = await Task.WhenAll(
            Looking.At("state bucket", bucket.Demand), Looking.At("lease", () => Lease(context)), Looking.At("load balancer", () => Stack(context)),
            Looking.At("source image", Source(context)));
        return [.. whose, .. looks.SelectMany(found => found)];
    }

    private async Task<IEnumerable<Finding>> Stack(ReleaseContext context)
    {
        var there = await stack.Read();
        return [.. TrafficChecks.Of(there, context.Environment), .. NetworkChecks.Of(there, context.Environment)];
    }

    private static async Task<IEnumerable<Finding>> Lease(ReleaseContext context)
    {
        try
        {
            return await context.Lease.Read() is { } held
                ? [Finding.Should("lease", $"held by {held}", "nobody who changes the environment", "Wait for that run (--wait-for-lease=5m), or end its lease where it hangs: --target=Unlock --reason=TEXT.")]
                : [Finding.Fine("lease", "nobody is changing the environment")];
        }
        catch (Problem)
        {
            // That there is no bucket is told once.
            return [];
        }
    }

    private Func<Task<string>> Source(ReleaseContext context) => async () => context.Environment.Bake is { From: { } from }
        ? $"not needed: images are baked by {from.Owner}"
        : $"{(await images.Source()).Id} is the newest {context.Environment.Bake.Source.Name} of {context.Environment.Bake.Source.Owner}";
}
