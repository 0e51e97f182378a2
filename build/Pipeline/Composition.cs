using Bundt.Cloud;
using Bundt.Cloud.Access;
using Bundt.Cloud.Images;
using Bundt.Cloud.Local;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Sources;
using Bundt.Cloud.Traffic;
using Bundt.Domain.Environments;
using Bundt.Pipeline.Entry;
using Bundt.Pipeline.Steps;
using Bundt.View;
using Cake.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Bundt.Pipeline;

/// <summary>Puts the parts together: the only place that knows all of them. Whatever reads a file or opens a connection does so at first use.</summary>
internal static class Composition
{
    public static void Register(IServiceCollection services, RunSettings settings, ReleaseView view)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Poll>();
        services.AddSingleton<Cancellation>();
        services.AddSingleton<IExecutionStrategy, RunExecution>();
        services.AddSingleton<RunLock>();
        services.AddSingleton(settings);
        services.AddSingleton(view);
        services.AddSingleton(settings.Home);
        services.AddSingleton<Func<ReleaseEnvironment>>(() => settings.Environment);
        services.AddSingleton<Func<AwsAccess>>(() => AwsAccess.Of(settings.Environment, settings.Home.LocalAccess));

        services.AddSingleton<AwsClients>();
        services.AddSingleton<AccountCheck>();
        services.AddSingleton<IImages, Images>();
        services.AddSingleton<IServerGroups, ServerGroups>();
        services.AddSingleton<ITraffic, LoadBalancer>();
        services.AddSingleton<IPacker, Packer>();
        services.AddSingleton<IProber, Prober>();
        services.AddSingleton<IVerifyScripts, VerifyScripts>();
        services.AddSingleton<ISourceCode, SourceCode>();
        services.AddSingleton<IOwnTests, OwnTests>();

        services.AddSingleton<LocalCloudServer>();
        services.AddSingleton<LocalApplication>();
        services.AddSingleton<LocalNetwork>();
        services.AddSingleton<LocalEnvironment>();
        services.AddSingleton<Health>();
        services.AddSingleton<Launch>();
        services.AddSingleton<Arrival>();
        services.AddSingleton<Inspection>();
        services.AddSingleton<Outside>();
        services.AddSingleton<TrafficMove>();
        services.AddSingleton<Standby>();
        services.AddSingleton<Evidence>();
    }
}
