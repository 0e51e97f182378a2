using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using LibGit2Sharp;

namespace Cake.Git;

public static partial class GitAliases
{
    /// <summary>Makes an annotated tag on a commit.</summary>
    /// <param name="context">The context.</param>
    /// <param name="repositoryDirectoryPath">The repository.</param>
    /// <param name="tagName">The tag's name, such as <c>v1.4.2</c>.</param>
    /// <param name="objectish">What is tagged: a commit, or what leads to one.</param>
    /// <param name="name">Who tags.</param>
    /// <param name="email">The address of who tags.</param>
    /// <param name="message">The annotation.</param>
    /// <exception cref="NameConflictException">The tag exists.</exception>
    [CakeMethodAlias]
    [CakeAliasCategory("Tag")]
    public static void GitTag(
        this ICakeContext context,
        DirectoryPath repositoryDirectoryPath,
        string tagName,
        string objectish,
        string name,
        string email,
        string message)
        => UseRepository(context, repositoryDirectoryPath, repository =>
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(tagName);
            ArgumentException.ThrowIfNullOrWhiteSpace(objectish);
            repository.ApplyTag(tagName, objectish, new Signature(name, email, DateTimeOffset.Now), message);
        });

    /// <summary>All tags, by name. Only their names may be read; what they point at has not been loaded.</summary>
    [CakeMethodAlias]
    [CakeAliasCategory("Tags")]
    public static List<Tag> GitTags(this ICakeContext context, DirectoryPath repositoryDirectoryPath)
        => context.GitTags(repositoryDirectoryPath, loadTargets: false);

    /// <summary>All tags, by name.</summary>
    /// <param name="context">The context.</param>
    /// <param name="repositoryDirectoryPath">The repository.</param>
    /// <param name="loadTargets">Load what the tags point at too: it cannot be read later, when the repository has been closed.</param>
    [CakeMethodAlias]
    [CakeAliasCategory("Tags")]
    public static List<Tag> GitTags(this ICakeContext context, DirectoryPath repositoryDirectoryPath, bool loadTargets)
        => UseRepository(context, repositoryDirectoryPath, repository =>
        {
            var tags = repository.Tags.OrderBy(t => t.CanonicalName, StringComparer.Ordinal).ToList();
            if (loadTargets)
                tags.ForEach(t => _ = t.PeeledTarget);
            return tags;
        });

    private static Tag Tag(Repository repository, string name)
        => repository.Tags[name] ?? throw new NotFoundException($"The repository has no tag '{name}'.");
}
