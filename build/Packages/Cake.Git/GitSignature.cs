using LibGit2Sharp;

namespace Cake.Git;

/// <summary>Who made a commit, and when.</summary>
public sealed class GitSignature
{
    internal GitSignature(Signature signature)
    {
        Email = signature.Email;
        Name = signature.Name;
        When = signature.When;
    }

    /// <summary>The address of the person.</summary>
    public string Email { get; }

    /// <summary>The name of the person.</summary>
    public string Name { get; }

    /// <summary>The time, with the person's offset.</summary>
    public DateTimeOffset When { get; }

    /// <summary>The signature on one line.</summary>
    public override string ToString() => $"{Name} <{Email}> {When:O}";
}
