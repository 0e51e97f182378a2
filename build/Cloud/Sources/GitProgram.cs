using Bundt.Domain;
using Bundt.Domain.Environments;
using LibGit2Sharp;

namespace Bundt.Cloud.Sources;

/// <summary>
/// The git program, for what a remote or a key takes part in: it knows every way in that people set up for git, as the library does not
/// (decision 018). It never asks anybody, and ends at its deadline.
/// </summary>
/// <param name="app">The application.</param>
/// <param name="clone">Its clone.</param>
internal sealed class GitProgram(Application app, string clone)
{
    // What ssh would ask becomes an error; a host that says nothing, too.
    private const string NoQuestions = "-o BatchMode=yes -o ConnectTimeout=30";

    /// <summary>How long git may take for a few words with a remote.</summary>
    public static readonly TimeSpan Words = TimeSpan.FromMinutes(2);

    /// <summary>How long it may take for a history.</summary>
    public static readonly TimeSpan History = TimeSpan.FromMinutes(15);

    /// <summary>Runs git with the remote.</summary>
    /// <param name="what">What it is to do, as in <c>push v1.4.2 to</c>.</param>
    /// <param name="deadline">How long it may take.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it answered, and how to tell of a failure.</returns>
    /// <exception cref="Problem">It did not end in time, or there is no way to begin.</exception>
    public async Task<(GitAnswer Answer, Problem Failure)> WithRemote(string what, TimeSpan deadline, CancellationToken cancellation, params string[] arguments)
    {
        var (access, ssh) = Read(repository => (RemoteAccess.Of(app, repository), Ssh(repository)));
        var variables = new Dictionary<string, string>(access.Variables);
        if (ssh is not null)
            variables["GIT_SSH_COMMAND"] = ssh;
        var remote = $"{app.Remote} ({access.Url})";
        var answer = await Run($"{what} {remote}", deadline, variables, access.Hide, arguments, cancellation);
        return (answer, GitFailure.Of(what, remote, answer));
    }

    /// <summary>Runs git in the clone alone.</summary>
    /// <param name="what">What it is to do, as in <c>sign the tag v1.4.2</c>.</param>
    /// <param name="variables">Environment variables, over the present ones.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="arguments">Its arguments.</param>
    public Task<GitAnswer> InClone(string what, IReadOnlyDictionary<string, string> variables, CancellationToken cancellation, params string[] arguments) =>
        Run(what, Words, variables, line => line, arguments, cancellation);

    private async Task<GitAnswer> Run(
        string what, TimeSpan deadline, IReadOnlyDictionary<string, string> variables, Func<string, string> hide, string[] arguments, CancellationToken cancellation)
    {
        var silent = new Dictionary<string, string>(variables)
        {
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GCM_INTERACTIVE"] = "never",
            // A window that nobody looks at; GIT_ASKPASS stays, which build servers answer with.
            ["SSH_ASKPASS"] = "",
            ["SSH_ASKPASS_REQUIRE"] = "never",
            ["GIT_TRACE_REDACT"] = "1",
            ["LC_ALL"] = "C",
            ["LANGUAGE"] = "C",
        };
        var lines = new List<string>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(deadline);
        var code = await Command.Run("git", arguments, clone, silent, line => lines.Add(hide(line)), limit.Token);
        cancellation.ThrowIfCancellationRequested();
        return !limit.IsCancellationRequested || code == 0 ? new(code, lines) : throw new Problem(
            string.Join(Environment.NewLine + "    ", [$"git did not {what} within {deadline.TotalMinutes:0.###} min.", .. lines.TakeLast(3)]),
            "Live traffic is untouched. A tag that was taken all the same is found by the next run.", "Check what git waits for: the network, or an agent that asks somebody. Then run again.");
    }

    private T Read<T>(Func<Repository, T> read)
    {
        using var repository = new Repository(clone);
        return read(repository);
    }

    // Another program than OpenSSH's may not know these options: it is left as it is.
    private static string? Ssh(Repository repository)
    {
        var command = Set("GIT_SSH_COMMAND") ?? repository.Config.Get<string>("core.sshCommand")?.Value ?? (Set("GIT_SSH") is null ? "ssh" : "");
        return Path.GetFileNameWithoutExtension(command.Split(' ')[0].Trim('\'', '"')) == "ssh" ? $"{command} {NoQuestions}" : null;
    }

    private static string? Set(string variable) => System.Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
