using Bundt.Domain.Images;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Releases;

/// <summary>
/// The release that a run carries through its chain. It only moves forward: each target adds what it found or made, and asking for what is
/// not there yet says which target makes it.
/// </summary>
public sealed record Release
{
    private string? Sha { get; init; }
    private ReleaseVersion? Number { get; init; }
    private ImageId? Baked { get; init; }
    private string? Group { get; init; }
    private Routing? Traffic { get; init; }

    /// <summary>Nothing is known yet.</summary>
    public static Release None { get; } = new();

    /// <summary>The commit: forty hexadecimal digits. Set by Test.</summary>
    public string Commit => Sha ?? throw Missing("commit", "Test");

    /// <summary>The version. Set by Tag.</summary>
    public ReleaseVersion Version => Number ?? throw Missing("version", "Tag");

    /// <summary>The image. Set by Bake.</summary>
    public ImageId Image => Baked ?? throw Missing("image", "Bake");

    /// <summary>The server group that carries it. Set by Deploy.</summary>
    public string ServerGroup => Group ?? throw Missing("server group", "Deploy");

    /// <summary>Live traffic as read back after the swap. Set by Swap.</summary>
    public Routing Routing => Traffic ?? throw Missing("routing", "Swap");

    /// <summary>Whether Test ended with a commit.</summary>
    public bool HasCommit => Sha is not null;

    /// <summary>Whether Bake ended with an image.</summary>
    public bool HasImage => Baked is not null;

    /// <summary>Whether Tag ended with a version.</summary>
    public bool HasVersion => Number is not null;

    /// <summary>Whether Deploy ended with a healthy server group.</summary>
    public bool HasServerGroup => Group is not null;

    /// <summary>Whether Swap ended with this release live.</summary>
    public bool IsLive => Traffic is not null;

    /// <summary>The tests passed on that commit.</summary>
    public Release Tested(string commit) => this with { Sha = commit };

    /// <summary>The commit carries that version's tag.</summary>
    public Release Tagged(ReleaseVersion version) => this with { Number = version };

    /// <summary>That image holds it.</summary>
    public Release InImage(ImageId image) => this with { Baked = image };

    /// <summary>That server group runs it.</summary>
    public Release DeployedTo(string serverGroup) => this with { Group = serverGroup };

    /// <summary>Live traffic goes to it.</summary>
    public Release Live(Routing routing) => this with { Traffic = routing };

    private static Problem Missing(string what, string target) =>
        new($"The release has no {what} yet; the target {target} makes it.", next: "Run without --exclusive, so that the targets before this one run too.");
}
