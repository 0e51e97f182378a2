using LibGit2Sharp;

namespace Cake.Git;

/// <summary>What to fetch, and how.</summary>
public class GitFetchSettings
{
    /// <summary>The remote's name, by default <c>origin</c>.</summary>
    public string Remote { get; set; } = "origin";

    /// <summary>Which of the remote's refspecs to fetch, by default all.</summary>
    public Func<RefSpec, bool> RefSpecFilter { get; set; } = _ => true;

    /// <summary>Which tags to fetch, or null for what git does by itself.</summary>
    public TagFetchMode? TagFetchMode { get; set; }

    /// <summary>Whether to drop what the remote no longer has, or null for what the configuration says.</summary>
    public bool? Prune { get; set; }
}
