using System.Text.RegularExpressions;
using Bundt.Cloud.Sources;
using Bundt.Cloud.Tests.Sources.Hosts;
using Bundt.Domain;
using Bundt.Domain.Releases;

namespace Bundt.Cloud.Tests.Sources;

/// <summary>
/// Every way to a remote, with every kind of credentials, at real servers: what comes of it, in the very words that people see. It changes
/// environment variables of this process, and so is alone.
/// </summary>
public abstract partial class PushingATag : IAsyncLifetime
{
    protected const string Variable = "BUNDT_TEST_GIT_TOKEN";
    protected const string WrongToken = "wrong-token-0123456789";
    protected const string Pushed = "v1.4.2 is pushed";
    private const string Fetched = "fetched";
    private static readonly ReleaseVersion Version = new(1, 4, 2);

    protected Repositories Git { get; } = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        foreach (var variable in new[] { Variable, "GIT_ASKPASS", "GIT_SSH_COMMAND" })
            Environment.SetEnvironmentVariable(variable, null);
        Git.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Fetches, and then pushes a tag.</summary>
    /// <param name="way">What is special about the way.</param>
    /// <param name="source">The clone, set up for it.</param>
    /// <param name="fetches">Whether fetching comes to something.</param>
    /// <param name="told">What comes of pushing.</param>
    /// <param name="meanwhile">What somebody else does in between, or null.</param>
    /// <param name="hasTag">Whether the remote has a tag afterwards although none was pushed.</param>
    protected async Task ComesTo(string way, SourceCode source, bool fetches, string told, Action? meanwhile = null, bool hasTag = false)
    {
        var fetched = await Told(() => source.Fetch(Cancelled), Fetched);
        meanwhile?.Invoke();
        var pushed = await Told(() => source.Tag(Version, Git.First, "v1.4.2\n", Cancelled), Pushed);

        TestContext.Current.TestOutputHelper!.WriteLine($"== {way}\n-- fetch: {fetched}\n-- push: {pushed}\n");
        fetched.ShouldBe(fetches ? Fetched : told.Replace("ACT", "fetch from", StringComparison.Ordinal));
        pushed.ShouldBe(told.Replace("ACT", "push v1.4.2 to", StringComparison.Ordinal));
        foreach (var secret in new[] { HttpsHost.Token, HttpsHost.ReadingToken, WrongToken })
            (fetched + pushed).ShouldNotContain(secret);
        if (told == Pushed)
            (await source.IsPublished(Version, Cancelled)).ShouldBeTrue();
        else if (!hasTag)
            NobodyHasATag();
    }

    /// <summary>What was told, with names for what differs from host to host.</summary>
    protected abstract string Named(string told);

    protected SourceCode WithToken(string token)
    {
        Environment.SetEnvironmentVariable(Variable, token);
        return Git.With(app => app with { TokenVariable = Variable });
    }

    protected void Hook() => Git.Script("bare.git/hooks/pre-receive", "echo 'Tags are made by the release team.' >&2; exit 1\n");

    private void NobodyHasATag()
    {
        foreach (var path in new[] { Git.Clone, Git.Bare }.Where(Directory.Exists))
            Git.In(path, repository => repository.Tags.Count()).ShouldBe(0);
    }

    // What differs from run to run is named.
    private async Task<string> Told(Func<Task> act, string done)
    {
        try
        {
            await act();
            return done;
        }
        catch (Problem problem)
        {
            return Named(Duration().Replace(problem.Message, "after N ms").Replace(Git.Root, "FOLDER", StringComparison.Ordinal));
        }
    }

    [GeneratedRegex("after [0-9]+ ms")]
    private static partial Regex Duration();
}
