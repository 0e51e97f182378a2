using Bundt.Cloud.Sources;
using Bundt.Cloud.Tests.Sources.Hosts;
using LibGit2Sharp;

namespace Bundt.Cloud.Tests.Sources;

/// <summary>To a folder, which asks for no credentials.</summary>
[Collection(nameof(Alone))]
public sealed class PushingToAFolder : PushingATag
{
    /// <summary>How the folder is, whether that lets fetch, and what comes of pushing; a fetch that fails says the same.</summary>
    public static TheoryData<string, bool, string> Matrix => new()
    {
        { "no credentials", true, Pushed },
        {
            "a refusing hook", true,
            """
            git could not ACT origin (FOLDER/bare.git): it refused.
                remote: Tags are made by the release team.
                ! refs/tags/v1.4.2:refs/tags/v1.4.2 [remote rejected] (pre-receive hook declined)
              No tag was made. Live traffic is untouched.
              What it says is above. Let the tags of releases through there, then run again.
            """
        },
        {
            "the remote is gone", false,
            """
            git could not ACT origin (FOLDER/bare.git): there is no such repository, or none that the credentials may see.
                fatal: 'FOLDER/bare.git' does not appear to be a git repository
              No tag was made. Live traffic is untouched.
              Check the remote's address (git remote -v) and what the credentials may see, then run again.
            """
        },
        {
            "a tag in the way", true,
            """
            git could not make the tag v1.4.2: tag already exists.
              No tag was made. Live traffic is untouched.
              Look at it (git show v1.4.2), and release under a version that is not taken.
            """
        },
        {
            "a token", false,
            """
            application.tokenVariable is for a remote with https://, and origin is FOLDER/bare.git.
              Nothing was changed.
              Leave it out: SSH has keys. Or give the remote its https:// address.
            """
        },
        {
            "a tag made meanwhile", true,
            """
            git could not ACT origin (FOLDER/bare.git): another tag of that name stands there already, and tags are never moved.
                ! refs/tags/v1.4.2:refs/tags/v1.4.2 [rejected] (already exists)
              No tag was made. Live traffic is untouched.
              Look at it (git ls-remote --tags), and release under a version that is not taken.
            """
        },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public Task Should_Come_To_This(string way, bool fetches, string told) =>
        ComesTo(way, Take(way), fetches, told, way == "a tag made meanwhile" ? Theirs : null, hasTag: way is "a tag in the way" or "a tag made meanwhile");

    protected override string Named(string told) => told;

    private SourceCode Take(string way)
    {
        switch (way)
        {
            case "a refusing hook":
                Hook();
                break;
            case "the remote is gone":
                Directory.Move(Git.Bare, Git.Below("elsewhere.git"));
                break;
            case "a tag in the way":
                Theirs();
                break;
            case "a token":
                return WithToken(HttpsHost.Token);
            default:
                way.ShouldBeOneOf("no credentials", "a tag made meanwhile");
                break;
        }

        return Git.Source;
    }

    private void Theirs() => Git.In(Git.Bare, bare => bare.ApplyTag("v1.4.2", Git.First, new("Somebody", "else@example.org", DateTimeOffset.UnixEpoch), "theirs"));
}
