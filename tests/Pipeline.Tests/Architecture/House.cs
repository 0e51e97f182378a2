using System.Reflection;

namespace Bundt.Pipeline.Tests.Architecture;

/// <summary>Bundt's own projects, as assemblies and as source.</summary>
internal static class House
{
    public static readonly Assembly Domain = Assembly.Load("Bundt.Domain");
    public static readonly Assembly Cloud = Assembly.Load("Bundt.Cloud");
    public static readonly Assembly View = Assembly.Load("Bundt.View");
    public static readonly Assembly Pipeline = Assembly.Load("Bundt.Pipeline");
    public static readonly Assembly LocalCloud = Assembly.Load("Bundt.LocalCloud");

    /// <summary>The folder that holds everything.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The names of the assemblies that an assembly uses.</summary>
    public static IReadOnlyList<string> References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(name => name.Name!)];

    /// <summary>Source files below a folder, as people wrote them: nothing generated, nothing built.</summary>
    public static IEnumerable<string> Sources(params string[] folder)
    {
        string[] foreign = ["bin", "obj", "Generated"];
        return Directory.EnumerateFiles(Path.Combine([Root, .. folder]), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal) && !Named(file).Split('/').Intersect(foreign).Any());
    }

    /// <summary>A file as people name it: its path in the repository.</summary>
    public static string Named(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "build.sh")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException($"no build.sh above {AppContext.BaseDirectory}");
        return folder;
    }
}
