namespace Bundt.Domain.Releases;

/// <summary>How a commit stands to the remote's release branch.</summary>
/// <param name="Branch">The branch, as in <c>origin/main</c>.</param>
/// <param name="Ahead">How many commits it has that the branch has not.</param>
/// <param name="Behind">How many commits the branch has that it has not.</param>
public sealed record BranchPosition(string Branch, int Ahead, int Behind)
{
    /// <summary>Why a candidate cannot be released, and what to do about it; null when it can. The branch may move on after a commit was tested or tagged.</summary>
    /// <param name="candidate">The candidate, whose commit stands so to the branch.</param>
    public Problem? Refusal(Candidate candidate)
    {
        var commit = candidate.Commit[..10];
        return (Ahead, Behind) switch
        {
            (0, 0) => null,
            (0, _) when candidate.Version is not null || candidate.IsTested => null,
            (0, _) => new($"{Branch} has moved on: it has {Count(Behind)} that the clone at {commit} has not.", "Nothing was changed.", "Pull, then run again."),
            (_, 0) => new($"Commit {commit} is not in {Branch}: {Count(Ahead)} not pushed yet.", "Nothing was changed.", "Push to the release branch first."),
            _ => new(
                $"Commit {commit} is not in {Branch}, which has moved on: {Count(Ahead)} not pushed yet, and {Count(Behind)} not pulled.", "Nothing was changed.",
                "Rebase or merge, and push to the release branch first."),
        };
    }

    private static string Count(int commits) => commits == 1 ? "1 commit" : $"{commits} commits";
}
