namespace Bundt.Domain.Rehearsals;

/// <summary>What a rehearsal needs of the computer that it runs on.</summary>
public static class RehearsalNeeds
{
    /// <summary>That some of it is missing: all of it, in one message.</summary>
    /// <param name="missing">What is missing, each as a sentence without its end.</param>
    public static Problem? Missing(IReadOnlyCollection<string> missing) => missing.Count == 0 ? null : new Problem(
        $"A rehearsal takes place in a local cloud on this computer, which cannot have one: {string.Join("; ", missing)}.", "Nothing was started or changed.",
        "scripts/install-tools.sh installs the programs. Rehearse on a computer where you are root or may use sudo without a password.");
}
