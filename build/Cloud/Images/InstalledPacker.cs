using Bundt.Domain;

namespace Bundt.Cloud.Images;

/// <summary>Packer as a program of this computer.</summary>
/// <param name="path">Its path, or null for the one on <c>PATH</c>.</param>
/// <param name="folder">The folder to run it in.</param>
internal sealed class InstalledPacker(string? path, string folder) : IPackerPlace
{
    private const string Name = "packer";

    /// <inheritdoc />
    public Task Demand(Func<string, bool> isOver, Action<string> line, CancellationToken cancellation)
    {
        if (path is null && Command.Find(Name) is null)
        {
            throw new Problem(
                "Packer is not installed: there is no 'packer' on PATH.", "Nothing was changed.",
                "Install it (apt-get install packer, or developer.hashicorp.com/packer/install), name one with bake.packer, or run it from its container image with bake.packerIn; then run again.");
        }

        if (path is not null && !Command.IsExecutable(path))
        {
            throw new Problem(
                $"bake.packer names {path}, {(File.Exists(path) ? "which is not executable" : Directory.Exists(path) ? "which is a folder" : "and there is no such file")}.", "Nothing was changed.",
                File.Exists(path) ? $"Make it executable (chmod +x {path}), then run again." : "Name the program itself, or take bake.packer out of the environment file for the packer on PATH.");
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<int> Run(PackerCall call, Action<string> line, CancellationToken cancellation) =>
        Command.Run(path ?? Name, call.Arguments, folder, call.Variables, line, cancellation, cleansUp: true);
}
