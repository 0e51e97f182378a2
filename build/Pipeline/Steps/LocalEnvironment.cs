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

    /// <summary>The same before anything that the environment stands on is there.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="isWritten">Whether it has a file, which names its account.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task Begin(ReleaseEnvironment environment, bool isWritten, CancellationToken cancellation)
    {
        if (environment.IsLocal)
        {
            await using var turn = await server.Turn(cancellation);
            await Cloud(environment, cancellation);
        }

        if (isWritten)
            await account.Demand();
    }

    /// <summary>Starts the local cloud and makes network and application where they are missing.</summary>
    public async Task<Uri> Up(ReleaseEnvironment environment, CancellationToken cancellation)
    {
        await using var turn = await server.Turn(cancellation);
        var endpoint = await Cloud(environment, cancellation);
        await network.Ensure(environment);
        await application.Ensure(environment, endpoint, server.Repositories, cancellation);
        return endpoint;
    }

    private async Task<Uri> Cloud(ReleaseEnvironment environment, CancellationToken cancellation)
    {
        if (await server.Find(cancellation) is { } running)
            return running;
        var started = await server.Start(environment.Aws.Region, cancellation);
        view.Say("Local", $"the local cloud runs at {started}");
        return started;
    }
}
