using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using LibGit2Sharp;

namespace Cake.Git;

public static partial class GitAliases
{
    /// <summary>Checks out a commit, tag or branch, or only some files of it; local changes to what is checked out are lost.</summary>
    /// <param name="context">The context.</param>
    /// <param name="repositoryDirectoryPath">The working directory.</param>
    /// <param name="committishOrBranchSpec">A commit, tag or branch.</param>
    /// <param name="filePaths">The files to take from it; none means all, and moves HEAD.</param>
    [CakeMethodAlias]
    [CakeAliasCategory("Checkout")]
    public static void GitCheckout(
        this ICakeContext context, DirectoryPath repositoryDirectoryPath, string committishOrBranchSpec, params FilePath[] filePaths)
        => UseRepository(context, repositoryDirectoryPath, repository =>
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(committishOrBranchSpec);
            var options = new CheckoutOptions { CheckoutModifiers = CheckoutModifiers.Force };
            if (filePaths.Length == 0)
            {
                Commands.Checkout(repository, committishOrBranchSpec, options);
                return;
            }

            var root = repositoryDirectoryPath.MakeAbsolute(context.Environment);
            var files = filePaths.Select(f => f.IsRelative ? f.FullPath : root.GetRelativePath(f).FullPath);
            repository.CheckoutPaths(committishOrBranchSpec, files, options);
        });
}
