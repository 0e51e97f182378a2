using Bundt.Domain;
using Cake.Core;
using Cake.Core.IO;
using Cake.Git;
using LibGit2Sharp;

namespace Bundt.Cloud.Sources;

/// <summary>The clone that releases are cut from.</summary>
internal static class GitClone
{
    /// <summary>Makes sure that it is one that git reads.</summary>
    /// <exception cref="Problem">It is none, or belongs to somebody whom git does not trust.</exception>
    public static void Demand(ICakeContext context, DirectoryPath clone)
    {
        try
        {
            if (Directory.Exists(clone.FullPath) && context.GitIsValidRepository(clone))
                return;
        }
        catch (LibGit2SharpException unsafeOwner)
        {
            throw new Problem(
                $"git does not trust the clone {clone}: {unsafeOwner.Message}", "Nothing was changed.",
                $"Run as its owner, or trust it: git config --global --add safe.directory {clone}.", unsafeOwner);
        }

        throw new Problem($"{clone} is not a git clone.", "Nothing was changed.", "Set application.checkout in the environment file to a clone of the application.");
    }
}
