using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud;

/// <summary>Compares the caller's account with the environment file before anything is written.</summary>
public sealed class AccountCheck(AwsClients aws, Func<ReleaseEnvironment> environment)
{
    private bool _passed;

    /// <summary>Asks once in a run.</summary>
    /// <exception cref="Problem">The credentials belong to another account.</exception>
    public async Task Demand()
    {
        if (_passed)
            return;
        var caller = await aws.Call("tell whose credentials these are", () => aws.Sts.GetCallerIdentityAsync(new()));
        if (caller.Account != environment().Aws.Account)
        {
            throw new Problem(
                $"The credentials belong to account {caller.Account} ({caller.Arn}), but {environment().Name} is in account {environment().Aws.Account}.",
                "Nothing was changed.", "Use the credentials of the environment's own account.");
        }

        _passed = true;
    }
}
