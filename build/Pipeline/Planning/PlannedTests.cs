using Bundt.Cloud.Sources;
using Bundt.Domain.Environments;
using Bundt.Domain.Plans;
using Bundt.Domain.Releases;

namespace Bundt.Pipeline.Planning;

/// <summary>The application's own tests in a plan: they pass.</summary>
internal sealed class PlannedTests(PlanNotes notes, Func<ReleaseEnvironment> environment) : IOwnTests
{
    /// <inheritdoc />
    public Task Demand(Func<string, bool> isOver, Action<string> line, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc />
    public Task<TestTally?> Run(TestOrder order, Action<string> line, CancellationToken cancellation)
    {
        var app = environment().Application;
        notes.Add(ChangeKind.Run, app.TestIn is { } place ? $"{app.Test} in {place.Image}" : app.Test, $"commit {order.Commit[..10]} has not passed yet");
        return Task.FromResult<TestTally?>(null);
    }
}
