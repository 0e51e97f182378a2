namespace Bundt.Cloud.Infrastructure;

/// <summary>A folder of Terraform's: an environment's own, or the state bucket's.</summary>
/// <param name="Name">What it is for, as in "the infrastructure of prod".</param>
/// <param name="Path">Where it is.</param>
public sealed record InfrastructureFolder(string Name, string Path)
{
    /// <summary>Whether anything is described in it.</summary>
    public bool IsThere => Directory.Exists(Path) && Directory.EnumerateFiles(Path, "*.tf").Concat(Directory.EnumerateFiles(Path, "*.tf.json")).Any();
}
