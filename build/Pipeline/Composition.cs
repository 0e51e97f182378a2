using Bundt.Cloud;
using Bundt.Cloud.Access;
using Bundt.Cloud.Checks;
using Bundt.Cloud.Docker;
using Bundt.Cloud.Experiments;
using Bundt.Cloud.Images;
using Bundt.Cloud.Infrastructure;
using Bundt.Cloud.Local;
using Bundt.Cloud.Notices;
using Bundt.Cloud.Runs;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Sources;
using Bundt.Cloud.Traffic;
using Bundt.Domain.Environments;
using Bundt.Domain.Notices;
using Bundt.Pipeline.Entry;
using Bundt.Pipeline.Planning;
using Bundt.Pipeline.Rehearsals;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Bundt.View.Live;
using Cake.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Bundt.Pipeline;

/// <summary>Puts the parts together: the only place that knows all of them. Whatever reads a file or opens a connection does so at first use.</summary>
internal static class Composition
{
    public static void Register(IServiceCollection services, RunSettings settings, ReleaseView view, LiveView live, Cancellation cancellation)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<EventLog>();
        services.AddSingleton<Journal>();
        services.AddSingleton<Sightings>();
        services.AddSingleton<Picture>();
        services.AddSingleton<Watching>();
        services.AddSingleton(provider => new Poll(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<Journal>().Add));
        services.AddSingleton(cancellation);
        services.AddSingleton<IExecutionStrategy, RunExecution>();
        services.AddSingleton(settings);
        services.AddSingleton(view);
        services.AddSingleton(live);
        services.AddSingleton(new BuildServer(settings.IsPlanning || settings.WantsJson ? TextWriter.Null : Console.Out, Environment.GetEnvironmentVariable));
        services.AddSingleton(settings.Home);
        services.AddSingleton<Func<ReleaseEnvironment>>(() => settings.Environment);
        services.AddSingleton<Func<AwsAccess>>(() => AwsAccess.Of(settings.Environment, settings.Home.LocalAccess));

        services.AddSingleton<WriteGuard>();
        services.AddSingleton<CallCount>();
        services.AddSingleton(provider => new AwsClients(
            provider.GetRequiredService<Func<AwsAccess>>(), provider.GetRequiredService<WriteGuard>(), provider.GetRequiredService<CallCount>(), settings.Run));
        services.AddSingleton<StateBucket>();
        services.AddSingleton<INotices, Webhooks>();
        services.AddSingleton<Func<LeaseTerms>>(provider => () => Terms(settings, provider.GetRequiredService<INotices>(), view, cancellation));
        services.AddSingleton<IHistory, History>();
        services.AddSingleton(provider => new AccountCheck(provider.GetRequiredService<AwsClients>(), () => settings.Environment, settings.Builds));
        services.AddSingleton<Images>();
        services.AddSingleton<ImageReach>();
        services.AddSingleton<IInstances, Instances>();
        services.AddSingleton(provider => new ServerGroups(
            provider.GetRequiredService<AwsClients>(), () => settings.Environment, provider.GetRequiredService<Poll>(), provider.GetRequiredService<Sightings>()));
        services.AddSingleton<LaunchTemplates>();
        services.AddSingleton(provider => new LoadBalancer(
            provider.GetRequiredService<AwsClients>(), () => settings.Environment, provider.GetRequiredService<Sightings>()));
        services.AddSingleton<PackerProgram>();
        services.AddSingleton<Packer>();
        services.AddSingleton<SourceCode>();
        services.AddSingleton<Containers>();
        services.AddSingleton(settings.Terraform);
        services.AddSingleton<ITerraform, Terraform>();
        services.AddSingleton<Leftovers>();
        services.AddSingleton<StackReader>();
        services.AddSingleton<StackSurvey>();
        services.AddSingleton<Toolbox>();
        services.AddSingleton<TeamScripts>();
        services.AddSingleton<IRequester, Requester>();
        if (settings.IsPlanning)
            AddModel(services);
        else
            AddCloud(services);

        services.AddSingleton<LocalCloudServer>();
        services.AddSingleton<LocalApplication>();
        services.AddSingleton<LocalNetwork>();
        services.AddSingleton<LocalEnvironment>();
        services.AddSingleton<LocalFaults>();
        services.AddSingleton<IStrikes, Strikes>();
        services.AddSingleton<ChaosGate>();
        services.AddSingleton<Striking>();
        services.AddSingleton<WholeAgain>();
        services.AddSingleton<Experimenting>();
        services.AddSingleton<Selection>();
        services.AddSingleton<Baking>();
        services.AddSingleton<BakeSweep>();
        services.AddSingleton<Reaching>();
        services.AddSingleton<Health>();
        services.AddSingleton<Vacancy>();
        services.AddSingleton<Launch>();
        services.AddSingleton<Outfit>();
        services.AddSingleton<Arrival>();
        services.AddSingleton<Growth>();
        services.AddSingleton<Inspection>();
        services.AddSingleton<Outside>();
        services.AddSingleton<LiveWatch>();
        services.AddSingleton<TakingBack>();
        services.AddSingleton<LiveRule>();
        services.AddSingleton<TrafficStep>();
        services.AddSingleton<TrafficMove>();
        services.AddSingleton<Hooks>();
        services.AddSingleton<SwapGate>();
        services.AddSingleton(new Consent(Console.IsInputRedirected ? null : Console.In, view));
        services.AddSingleton<Approval>();
        services.AddSingleton<Standby>();
        services.AddSingleton<Revival>();
        services.AddSingleton<Relaunch>();
        services.AddSingleton<RollbackGate>();
        services.AddSingleton<WayBack>();
        services.AddSingleton<Groundwork>();
        services.AddSingleton<Liveness>();
        services.AddSingleton<Assent>();
        services.AddSingleton<Rendering>();
        services.AddSingleton<Demolition>();
        services.AddSingleton<Reinstatement>();
        services.AddSingleton<Tasks.Verify>();
        services.AddSingleton<Tasks.Swap>();
        services.AddSingleton<Evidence>();
        services.AddSingleton<Stocktaking>();
        services.AddSingleton<Removal>();
        services.AddSingleton<PlanNotes>();
        services.AddSingleton<PlannedEnvironment>();
        services.AddSingleton<Planner>();
        services.AddSingleton<Reporting>();
        services.AddSingleton<Measurements>();
        services.AddSingleton<WayBackFacts>();
        services.AddSingleton<Receipt>();
        services.AddSingleton<Ending>();
        services.AddSingleton<RunFacts>();
        services.AddSingleton<StatusReader>();
        services.AddSingleton<Origins>();
        services.AddSingleton<LocalChecks>();
        services.AddSingleton<NetworkReader>();
        services.AddSingleton<IChildRuns, ChildRuns>();
        services.AddSingleton<ProductionReader>();
        services.AddSingleton<RehearsalFacts>();
        services.AddSingleton<RehearsalStage>();
        services.AddSingleton<RehearsalPlay>();
        services.AddSingleton<CloudChecks>();
    }

    private static void AddCloud(IServiceCollection services)
    {
        services.AddSingleton<ILease, RunLease>();
        services.AddSingleton<IImageReach>(provider => provider.GetRequiredService<ImageReach>());
        services.AddSingleton<IImages>(provider => provider.GetRequiredService<Images>());
        services.AddSingleton<IServerGroups>(provider => provider.GetRequiredService<ServerGroups>());
        services.AddSingleton<ILaunchTemplates>(provider => provider.GetRequiredService<LaunchTemplates>());
        services.AddSingleton<ITraffic>(provider => provider.GetRequiredService<LoadBalancer>());
        services.AddSingleton<IPacker>(provider => provider.GetRequiredService<Packer>());
        services.AddSingleton<ISourceCode>(provider => provider.GetRequiredService<SourceCode>());
        services.AddSingleton<IOwnTests, OwnTests>();
        services.AddSingleton<Prober>();
        services.AddSingleton(provider => provider.GetRequiredService<Journal>().Of(provider.GetRequiredService<Prober>()));
        services.AddSingleton<ITeamScripts>(provider => provider.GetRequiredService<TeamScripts>());
    }

    // In place of what writes, runs or waits; the real parts are still there to be read.
    private static void AddModel(IServiceCollection services)
    {
        services.AddSingleton<ILease, PlannedLease>();
        services.AddSingleton<IImages, PlannedImages>();
        services.AddSingleton<IImageReach, PlannedReach>();
        services.AddSingleton<IServerGroups, PlannedServers>();
        services.AddSingleton<ILaunchTemplates, PlannedTemplates>();
        services.AddSingleton<ITraffic, PlannedTraffic>();
        services.AddSingleton<IPacker, PlannedPacker>();
        services.AddSingleton<ISourceCode, PlannedSource>();
        services.AddSingleton<IOwnTests, PlannedTests>();
        services.AddSingleton<IProber, PlannedProber>();
        services.AddSingleton<ITeamScripts, PlannedScripts>();
    }

    private static LeaseTerms Terms(RunSettings settings, INotices notices, ReleaseView view, Cancellation cancellation) => new(
        settings.Holder, settings.Environment.LeaseExpiry, settings.WaitForLease, settings.TakesLease, text => view.Say("Lease", text), cancellation.Token,
        () => notices.Tell(Notice.Started(settings.Holder, DateTimeOffset.UtcNow)), settings.Confirm);
}
