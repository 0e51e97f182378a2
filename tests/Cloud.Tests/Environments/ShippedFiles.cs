using Bundt.Cloud.Environments;

namespace Bundt.Cloud.Tests.Environments;

/// <summary>The environment files that come with Bundt.</summary>
internal static class ShippedFiles
{
    /// <summary>Their paths below the folder of environments; what Provision has rendered there since came not with Bundt.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Directory.GetFiles(PathOf(""), "*.yaml", SearchOption.AllDirectories).Where(EnvironmentFiles.IsByHand).Select(file => Path.GetRelativePath(PathOf(""), file)).Order(StringComparer.Ordinal)];

    /// <summary>The whole path of a file there.</summary>
    public static string PathOf(string file)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "build.sh")))
            folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "build", "environments", file);
    }
}
