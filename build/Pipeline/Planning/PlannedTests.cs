using Bundt.Cloud.Sources;
using Bundt.Domain.Environments;
using Bundt.Domain.Plans;

namespace Bundt.Pipeline.Planning;

/// <summary>The application's own tests in a plan: they pass.</summary>
internal sealed class PlannedTests(PlanNotes notes, Func<ReleaseEnvironment> environment) : IOwnTests
{
    /// <inheritdoc />
    public Task Run(string checkout, string commit, Action<string> line, CancellationToken cancellation)
    {
        notes.Add(ChangeKind.Run, environment().Application.Test, $"commit {commit[..10]} has not passed yet");
        return Task.CompletedTask;
    }
}
