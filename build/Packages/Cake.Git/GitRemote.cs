namespace Cake.Git;

/// <summary>Another repository that this one fetches from and pushes to.</summary>
/// <param name="name">The short name, such as <c>origin</c>.</param>
/// <param name="pushUrl">Where to push to.</param>
/// <param name="url">Where to fetch from.</param>
public sealed class GitRemote(string name, string pushUrl, string url)
{
    /// <summary>The short name, such as <c>origin</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Where to fetch from.</summary>
    public string Url { get; } = url;

    /// <summary>Where to push to.</summary>
    public string PushUrl { get; } = pushUrl;

    /// <summary>The remote on one line.</summary>
    public override string ToString() => $"{Name} (fetch {Url}, push {PushUrl})";
}
