using System.Security.Cryptography;
using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Images;

/// <summary>The Packer template of the environment, and what stands beside it.</summary>
internal sealed class BakeTemplate(Func<ReleaseEnvironment> environment, Home home)
{
    // What an image has to pass decides as well whether it is one: an image that has never met a test is baked again.
    private const string Tests = "tests";

    // Which plugins Packer needs stands apart: Packer 1.6 refuses it in a template.
    private const string PluginList = "plugins";

    /// <summary>The template's folder.</summary>
    /// <exception cref="Problem">There is none.</exception>
    public string Folder
    {
        get
        {
            // A team that has no template of its own bakes with Bundt's.
            var name = environment().Bake.Template;
            string[] places = [home.Resolve(name), Path.GetFullPath(name, home.Bundt)];
            return places.FirstOrDefault(Directory.Exists) ?? throw new Problem(
                $"There is no Packer template in {places[0]}.", "Nothing was changed.", "Set bake.template in the environment file.");
        }
    }

    /// <summary>The folder that names the plugins that the template needs, or null.</summary>
    public string? Plugins => Beside(PluginList);

    /// <summary>The folders that are read during a bake.</summary>
    public IReadOnlyList<string> Folders => [Folder, .. new[] { Beside(Tests) }.OfType<string>()];

    /// <summary>The files' digests, by their path relative to the template.</summary>
    public IReadOnlyDictionary<string, string> Files()
    {
        var template = Folder;
        return Folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).ToDictionary(
            file => Path.GetRelativePath(template, file).Replace('\\', '/'),
            file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
    }

    private string? Beside(string name) => Path.GetFullPath(Path.Combine(Folder, "..", name)) is var folder && Directory.Exists(folder) ? folder : null;
}
