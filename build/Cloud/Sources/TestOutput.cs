using System.Text.RegularExpressions;

namespace Bundt.Cloud.Sources;

/// <summary>Keeps what is worth telling of what tests say: the last lines, and of those before them the first that look like the name of what failed.</summary>
internal sealed partial class TestOutput
{
    private const int Shown = 12;
    private const int Named = 5;

    private readonly Queue<string> _last = new();
    private readonly List<string> _failed = [];

    /// <summary>What was kept, in the order in which it was said.</summary>
    public IReadOnlyList<string> Kept => [.. _failed, .. _last];

    public void Add(string line)
    {
        _last.Enqueue(line);
        if (_last.Count > Shown && _last.Dequeue() is var earlier && _failed.Count < Named && Failure().IsMatch(earlier))
            _failed.Add(earlier);
    }

    [GeneratedRegex(@"\b(FAIL|FAILED|Failed|failed|not ok|Error)\b|✗|✘")]
    private static partial Regex Failure();
}
