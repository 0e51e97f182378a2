namespace Bundt.Cloud.Sources;

/// <summary>What git answered.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Lines">What it said, without secrets.</param>
internal sealed record GitAnswer(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>Whether it did what it was to do.</summary>
    public bool IsDone => Code == 0;
}
