using System.Text.RegularExpressions;
using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Sources;

/// <summary>Runs the application's own tests.</summary>
public sealed partial class OwnTests(Func<ReleaseEnvironment> environment) : IOwnTests
{
    // The last lines, and of those before them the first that look like the name of what failed.
    private const int Shown = 12;
    private const int Named = 5;

    /// <inheritdoc />
    public async Task Run(string checkout, string commit, Action<string> line, CancellationToken cancellation)
    {
        var (last, failed) = (new Queue<string>(), new List<string>());
        var code = await Command.Run("/bin/sh", ["-c", environment().Application.Test], checkout, new Dictionary<string, string>(), text =>
        {
            line(text);
            last.Enqueue(text);
            if (last.Count > Shown && last.Dequeue() is var earlier && failed.Count < Named && Failure().IsMatch(earlier))
                failed.Add(earlier);
        }, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (code != 0)
        {
            throw new Problem(
                string.Join(Environment.NewLine + "    ", [$"The tests of commit {commit[..10]} failed ({environment().Application.Test}, exit code {code}):", .. failed, .. last]),
                "There is no tag and no image. Live traffic is untouched.", "Mend the tests, commit and push, then run again.");
        }
    }

    [GeneratedRegex(@"\b(FAIL|FAILED|Failed|failed|not ok|Error)\b|✗|✘")]
    private static partial Regex Failure();
}
