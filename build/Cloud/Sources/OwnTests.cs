using Bundt.Cloud.Docker;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Releases;

namespace Bundt.Cloud.Sources;

/// <summary>Runs the application's own tests with the shell: in a container where the environment names an image, else on this computer itself.</summary>
public sealed class OwnTests(Func<ReleaseEnvironment> environment, Containers containers) : IOwnTests
{
    private Application App => environment().Application;

    /// <inheritdoc />
    public Task Demand(Func<string, bool> isOver, Action<string> line, CancellationToken cancellation) =>
        App.TestIn is { } place ? containers.Demand(ContainerUse.Tests, place.Image, isOver, line, cancellation) : Task.CompletedTask;

    /// <inheritdoc />
    public async Task<TestTally?> Run(TestOrder order, Action<string> line, CancellationToken cancellation)
    {
        var (app, output, results) = (App, new TestOutput(), new TestResults(order.Checkout, App.TestResults));
        var code = await Execute(app, order, text =>
        {
            line(text);
            output.Add(text);
        }, cancellation);
        cancellation.ThrowIfCancellationRequested();

        var tally = results.Collect(order.Results, line);
        if (new TestOutcome(app, code, tally, output.Kept).Reason(order.Commit) is { } reason)
        {
            throw new Problem(
                reason, "There is no tag and no image. Live traffic is untouched.",
                $"Mend the tests, commit and push, then run again.{(tally is null ? "" : $" Their results are in {order.Results}.")}");
        }

        return tally;
    }

    private Task<int> Execute(Application app, TestOrder order, Action<string> line, CancellationToken cancellation) => app.TestIn is { } place
        ? new ContainedTests(containers).Run(place, order.Run, order.Checkout, app.Test, line, cancellation)
        : Command.Run("/bin/sh", ["-c", app.Test], order.Checkout, new Dictionary<string, string>(), line, cancellation);
}
