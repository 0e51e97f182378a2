using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Sources;

/// <summary>Runs the application's own tests.</summary>
public sealed class OwnTests(Func<ReleaseEnvironment> environment)
{
    /// <summary>Runs them in a fresh checkout.</summary>
    /// <param name="checkout">The checkout's folder.</param>
    /// <param name="commit">Its commit.</param>
    /// <param name="line">Is told what they say.</param>
    /// <param name="cancellation">Ends them.</param>
    /// <exception cref="Problem">They failed; the message holds what they said last.</exception>
    public async Task Run(string checkout, string commit, Action<string> line, CancellationToken cancellation)
    {
        var last = new Queue<string>();
        var code = await Command.Run("/bin/sh", ["-c", environment().Application.Test], checkout, new Dictionary<string, string>(), text =>
        {
            line(text);
            last.Enqueue(text);
            if (last.Count > 12)
                last.Dequeue();
        }, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (code != 0)
        {
            throw new Problem(
                $"The tests of commit {commit[..10]} failed ({environment().Application.Test}, exit code {code}):{Environment.NewLine}    {string.Join(Environment.NewLine + "    ", last)}",
                "There is no tag and no image. Live traffic is untouched.", "Mend the tests, commit and push, then run again.");
        }
    }
}
