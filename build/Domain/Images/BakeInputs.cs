namespace Bundt.Domain.Images;

/// <summary>Everything that decides what is in an image: equal inputs mean that a bake would make the same image again.</summary>
/// <param name="Files">The template's and provision files' paths (relative, with forward slashes) and contents' SHA-256 in hexadecimal.</param>
/// <param name="Variables">The template variables that reach the image.</param>
/// <param name="Source">The source image.</param>
/// <param name="Commit">The application's commit.</param>
public sealed record BakeInputs(
    IReadOnlyDictionary<string, string> Files,
    IReadOnlyDictionary<string, string> Variables,
    BaseImage Source,
    string Commit)
{
    /// <summary>A SHA-256 over all of it, in hexadecimal, independent of the order in which it was collected.</summary>
    public string Digest() => Digests.Of(
    [
        $"source {Source}",
        $"commit {Commit}",
        .. Files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"file {file.Key} {file.Value}"),
        .. Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => $"variable {variable.Key} {variable.Value}"),
    ]);
}
