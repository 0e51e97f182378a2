using Bundt.Domain.Policies;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Prints the IAM policy that releases to the environment need. It is made of the environment file alone: no call is made.</summary>
[TaskDescription("Print the IAM policy that a release, rollback and prune need (--format=json for the policy alone)")]
public sealed class Policy(ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var policy = ReleasePolicy.Of(context.Environment);
        var documents = PolicyDocument.Of(policy);
        PolicyText.Show(policy, view);
        await using (var output = new StreamWriter(Console.OpenStandardOutput()))
            await output.WriteLineAsync(PolicyDocument.Join(documents));
        PolicyText.Conclude(policy, documents, view);
    }
}
