using Amazon.Runtime;

namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>A part of a service's story: what some of its operations do, and what they refuse.</summary>
/// <typeparam name="TClient">The service's client.</typeparam>
/// <typeparam name="TException">The exception that all of its own derive from.</typeparam>
internal abstract class Chapter<TClient, TException>(Walk walk, TClient client, Ground ground) where TException : AmazonServiceException
{
    protected TClient Client { get; } = client;

    protected Ground Ground { get; } = ground;

    protected Relay Relay => walk.Relay;

    /// <summary>What the operations do.</summary>
    public abstract Task Tell();

    /// <summary>What they refuse; after all chapters are told, so that what a server takes all the same disturbs none.</summary>
    public virtual Task Refuse() => Task.CompletedTask;

    protected Task Shows(string operation, string claim, Func<Task> act) => walk.Shows(operation, claim, act);

    protected Task Refuses<T>(string operation, string claim, string code, Func<Task> call) where T : TException =>
        walk.Refuses<T>(operation, claim, code, call);

    /// <summary>Neither service has an exception of its own for a call that makes no sense.</summary>
    protected Task IsInvalid(string operation, string claim, Func<Task> call) => walk.Refuses<TException>(operation, claim, "ValidationError", call);
}
