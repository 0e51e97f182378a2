using Bundt.Cloud;
using Bundt.Cloud.Images;
using Bundt.Cloud.Local;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Sources;
using Bundt.Cloud.Tests.Runs;
using Bundt.Domain;
using Bundt.LocalCloud.Tests;
using Bundt.Pipeline.Steps;
using Bundt.Pipeline.Tasks;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>What can end any run, and the targets beside the chain.</summary>
internal static class OfTheRun
{
    public static IReadOnlyList<Failure> All =>
    [
        new("a run that is stopped between two targets", "Deploy", _ => Task.CompletedTask) { IsStopped = true },
        new("a run that is stopped before a target's own work", "Deploy", ground => throw new OperationCanceledException()) { IsStopped = true, IsSetup = true },
        new("a run that is stopped before any target", null, _ => throw new OperationCanceledException()) { IsStopped = true, IsSetup = true },
        new("a run that is stopped in a target", "Bake", ground =>
        {
            ground.Stop();
            throw new OperationCanceledException();
        }),
        new("a lease that is lost in a target", "Deploy", ground =>
        {
            ground.Stopping.Stop("The lease of shop in prod was taken from this run. Now it is held by ben@laptop (Rollback, run run-2).");
            throw new OperationCanceledException();
        }),
        new("a failure that Bundt does not know", "Deploy", _ => throw new IOException("No space left on device")),
        new("a failure that Bundt does not know, where live traffic moves", "Swap", _ => throw new IOException("No space left on device")),
        new("a failure after the swap", "Prune", ground =>
        {
            ground.Run.Release = ground.Run.Release.DeployedTo("shop-prod-v1-5-0-1").Live(Some.Routing);
            throw new Problem("AWS refused to delete the Auto Scaling group shop-prod-v1-0-0-1: ResourceInUse: no.");
        }),
        new("nothing to explain", "Explain", ground => new Explain(null!, ground.View).RunAsync(ground.Run)),
        new("an instance that is not there", "Explain", ground => new Explain(new(Substitute.For<IInstances>(), Substitute.For<IImages>(), Substitute.For<ISourceCode>()), ground.View).RunAsync(ground.Run))
        {
            Options = ["--target=Explain", "--instance=i-1"],
        },
        new("an image that cannot be traced", "Explain", ground => new Explain(new(Substitute.For<IInstances>(), Substitute.For<IImages>(), Substitute.For<ISourceCode>()), ground.View).RunAsync(ground.Run))
        {
            Options = ["--target=Explain", "--image=ami-1"],
        },
        new("a file that is there already", "Init", ground => new Init(null!, ground.View).RunAsync(ground.Run)) { Options = ["--target=Init", "--region=eu-west-1"] },
        Drafting("no load balancer", []),
        Drafting("a load balancer that there is not", ["shop-internal"], "--load-balancer=shop-prod"),
        new("an environment that is not the local cloud", "LocalUp", ground => new LocalUp(null!, null!, ground.View).RunAsync(ground.Run)),
        new("a local cloud that is not built", "LocalUp", ground => new LocalCloudServer(new(ground.Folder.Path, ground.Folder.Path), ground.Poll).Start("eu-west-1", Ground.Cancelled)),
        new("a program that is not installed", "Test", ground =>
            Cloud.Command.Run("no-such-program", [], ground.Folder.Path, new Dictionary<string, string>(), _ => { }, Ground.Cancelled)),
    ];

    private static Failure Drafting(string situation, IReadOnlyList<string> there, params string[] options) => new(situation, "Init", async ground =>
    {
        await using var cloud = new RunningCloud();
        await cloud.InitializeAsync();
        foreach (var name in there)
            await ARun.Environment(cloud, name);
        File.Delete(Path.Combine(ground.Run.Settings.Home.Team, "environments", "prod.yaml"));
        await using var run = new ARun(cloud, Cloud.Tests.Some.Environment, new(), "run-1");
        await new Init(new(run.Aws), ground.View).RunAsync(ground.Run);
    })
    {
        Options = ["--target=Init", "--region=eu-west-1", .. options],
    };
}
