using System.Text.RegularExpressions;
using Bundt.Domain;
using Bundt.Domain.Releases;
using LibGit2Sharp;

namespace Bundt.Cloud.Sources;

/// <summary>
/// Makes signed tags: with the key and the program that the clone's own configuration names (<c>gpg.format</c>, <c>user.signingkey</c>), which
/// only the git program knows.
/// </summary>
internal sealed partial class TagSignature(GitProgram git, string clone)
{
    private const int Shown = 6;

    /// <summary>Makes one in the clone.</summary>
    /// <exception cref="Problem">It cannot be signed; there is no tag.</exception>
    public async Task Make(ReleaseVersion version, string commit, string message, (string Name, string Mail) tagger, CancellationToken cancellation)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, message, cancellation);
            var variables = new Dictionary<string, string> { ["GIT_COMMITTER_NAME"] = tagger.Name, ["GIT_COMMITTER_EMAIL"] = tagger.Mail };
            var answer = await git.InClone(
                $"sign the tag {version.Tag}", variables, cancellation, "tag", "--sign", "--cleanup=verbatim", $"--file={file}", version.Tag, commit);
            if (!answer.IsDone || !IsSigned(version))
                throw Unsigned(version, tagger, answer);
        }
        finally
        {
            File.Delete(file);
        }
    }

    // git 2.39 makes a plain tag, and is content, when it could not sign with an SSH key.
    private bool IsSigned(ReleaseVersion version)
    {
        using var repository = new Repository(clone);
        if (Beginning().IsMatch(repository.Tags[version.Tag].Annotation?.Message ?? ""))
            return true;
        repository.Tags.Remove(version.Tag);
        return false;
    }

    private Problem Unsigned(ReleaseVersion version, (string Name, string Mail) tagger, GitAnswer answer) => new(
        string.Join(
            Environment.NewLine + "    ",
            [$"git could not sign the tag {version.Tag} of {tagger.Name} <{tagger.Mail}>:", .. answer.Lines.Where(line => line.Length > 0).TakeLast(Shown)]),
        "No tag was made. Live traffic is untouched.",
        $"Have a key that git can use without asking (gpg.format and user.signingkey of {clone}), and try it there: git tag --sign --message=try try. "
        + "Or leave application.signTags out.");

    [GeneratedRegex("^-----BEGIN (PGP SIGNATURE|SSH SIGNATURE|SIGNED MESSAGE)-----", RegexOptions.Multiline)]
    private static partial Regex Beginning();
}
