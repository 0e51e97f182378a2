using Bundt.Cloud;
using Bundt.Cloud.Local;
using Bundt.Domain.Environments;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Makes an environment ready for a run: a local cloud with network and application where it is one, the right account.</summary>
public sealed class LocalEnvironment(LocalCloudServer server, LocalApplication application, LocalNetwork network, AccountCheck account, ReleaseView view)
{
    private bool _ready;

    /// <summary>Once in a run; quick when everything is there.</summary>
    public async Task Prepare(ReleaseEnvironment environment, CancellationToken cancellation)
    {
        if (_ready)
            return;
        if (environment.IsLocal)
            await Up(environment, cancellation);
        await account.Demand();
        _ready = true;
    }

    /// <summary>Starts the local cloud and makes network and application where they are missing.</summary>
    public async Task<Uri> Up(ReleaseEnvironment environment, CancellationToken cancellation)
    {
        await using var turn = await server.Turn(cancellation);
        var running = await server.Find(cancellation);
        var endpoint = running ?? await server.Start(environment.Aws.Region, cancellation);
        if (running is null)
            view.Say("Local", $"the local cloud runs at {endpoint}");
        await network.Ensure(environment);
        await application.Ensure(environment, endpoint, server.Repositories, cancellation);
        return endpoint;
    }
}
