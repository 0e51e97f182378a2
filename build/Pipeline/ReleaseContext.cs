using Bundt.Cloud.Runs;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Releases;
using Bundt.Domain.Runs;
using Cake.Core;
using Cake.Frosting;

namespace Bundt.Pipeline;

/// <summary>What a run knows: where it releases to, what was asked for, and the release as far as it has come.</summary>
public sealed class ReleaseContext(ICakeContext context, RunSettings settings, Cancellation cancellation, ILease lease) : FrostingContext(context)
{
    /// <summary>What the command line asks for.</summary>
    public RunSettings Settings { get; } = settings;

    /// <summary>Where the release goes.</summary>
    public new ReleaseEnvironment Environment => Settings.Environment;

    /// <summary>The release; each target sets it one step further.</summary>
    public Release Release { get; set; } = Release.None;

    /// <summary>The right to write; whoever decides to write decides through it.</summary>
    public ILease Lease { get; } = lease;

    /// <summary>What the history is to tell of this run; written when it ends, or before.</summary>
    public RunRecord Record { get; set; } = new(settings.Run, settings.Owner, settings.Target, DateTimeOffset.UtcNow);

    /// <summary>Ends waits and child processes when the run is to stop.</summary>
    public CancellationToken Cancelled => cancellation.Token;

    /// <summary>The folder of this run's evidence.</summary>
    public string Artifacts => Settings.Home.Artifacts(Environment, Settings.Run);

    /// <summary>The tags of everything that this run creates for an environment.</summary>
    public IReadOnlyDictionary<string, string> Tags() => new Dictionary<string, string>(ReleaseTags())
    {
        [Names.Env] = Environment.Name,
        [Names.Config] = Environment.Servers.Digest(),
    };

    /// <summary>The tags of an image: no environment, since one image serves all.</summary>
    /// <param name="inputs">The digest of what it is baked from.</param>
    public IReadOnlyDictionary<string, string> ImageTags(string inputs) => new Dictionary<string, string>(ReleaseTags()) { [Names.Inputs] = inputs };

    private Dictionary<string, string> ReleaseTags() => new()
    {
        [Names.App] = Environment.Application.Name,
        [Names.Release] = Release.Version.Tag,
        [Names.Commit] = Release.Commit,
        [Names.Run] = Settings.Run,
        [Names.CreatedBy] = Settings.Owner,
    };
}
