using Bundt.Cloud.Runs;
using Bundt.Domain;
using Bundt.Domain.Runs;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Reads who changes an environment and who did. Where there is no state bucket, what is live can be told all the same.</summary>
public sealed class RunFacts(IHistory history, ReleaseView view)
{
    private const int Few = 5;

    /// <summary>The lease of the run that holds it now, and the newest runs.</summary>
    public async Task<(Lease? Lease, IReadOnlyList<RunRecord> Newest)> Read(ReleaseContext context)
    {
        try
        {
            var newest = history.Newest(Few);
            return (await context.Lease.Read(), await newest);
        }
        catch (Problem problem)
        {
            view.Say("Status", problem.What);
            return (null, []);
        }
    }
}
