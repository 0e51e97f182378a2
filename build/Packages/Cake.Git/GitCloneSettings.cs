using LibGit2Sharp;

namespace Cake.Git;

/// <summary>How to clone.</summary>
public class GitCloneSettings
{
    /// <summary>Without a working directory.</summary>
    public bool IsBare { get; set; }

    /// <summary>Whether to check the branch out; it is by default.</summary>
    public bool Checkout { get; set; } = true;

    /// <summary>The branch to check out, or null for the remote's own choice.</summary>
    public string? BranchName { get; set; }

    /// <summary>Whether to clone submodules too.</summary>
    public bool RecurseSubmodules { get; set; }

    internal CloneOptions ToCloneOptions() => new()
    {
        IsBare = IsBare,
        Checkout = Checkout,
        BranchName = BranchName,
        RecurseSubmodules = RecurseSubmodules,
    };
}
