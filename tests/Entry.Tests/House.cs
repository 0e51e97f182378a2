using System.Runtime.Versioning;
using System.Text.RegularExpressions;

[assembly: SupportedOSPlatform("linux")] // build.sh is run beside build.ps1

namespace Bundt.Entry.Tests;

/// <summary>A small house with both ways in and an SDK that only notes what it is asked for, all in a folder with a blank in its name.</summary>
public sealed partial class House : IDisposable
{
    // Answers as its file "answers" says, and does the least that a publish does.
    private const string Sdk = """
        #!/bin/sh
        here=$(dirname "$0")
        case $1 in
          --version) [ -f "$here/current" ] ;;
          --list-sdks) cat "$here/sdks" ;;
          publish)
            printf '%s %s %s\n' "$DOTNET_CLI_TELEMETRY_OPTOUT" "$DOTNET_NOLOGO" "$*" >>"$here/published"
            while [ "$1" != --output ]; do shift; done
            mkdir -p "$2" && echo 'Program.cs(1,1): error CS1002: ; expected' && [ ! -f "$here/broken" ] ;;
          *)
            printf '<%s>' "$@"
            exit 7 ;;
        esac

        """;

    public House()
    {
        Write(".editorconfig", "root = true");
        Write("global.json", "{}");
        Write("build/Pipeline/Program.cs", "// a program");
        Write("build/environments/local.yaml", "name: local");
        Write("build/environments/examples/prod.yaml", "name: prod");
        Write("build.sh", UsualPlaces.Replace(File.ReadAllText(Path.Combine(Root, "build.sh")), ""));
        Write("build.ps1", BuildScript.WithoutHandOver(Path.Combine(Root, "build.ps1")));
        Write("sdk/dotnet", Sdk);
        Write("sdk/current", "");
        foreach (var program in new[] { SdkFile("dotnet"), Path.Combine(Folder, "build.sh") })
            File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
    }

    /// <summary>Bundt's own folder.</summary>
    public static string Root { get; } = FindRoot();

    public string Folder { get; } = Directory.CreateTempSubdirectory("a house ").FullName;

    /// <summary>What the SDK was asked to publish, in alphabetical order, with the names of this house and of its builds left out.</summary>
    public IReadOnlyList<string> Published => !File.Exists(SdkFile("published")) ? [] :
        [.. File.ReadLines(SdkFile("published")).Select(line => Plain(line)).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Builds => [.. Directory.GetDirectories(Path.Combine(Folder, "artifacts"), "bin-*")];

    /// <summary>A text without what differs from house to house and from build to build.</summary>
    public string Plain(string text) => BuildScript.BuildName.Replace(text.Replace(Folder, "HOME", StringComparison.Ordinal), "bin-N");

    public string SdkFile(string name) => Path.Combine(Folder, "sdk", name);

    /// <summary>Takes the SDK away that global.json asks for, and leaves others.</summary>
    public void HasOnly(params string[] sdks)
    {
        File.Delete(SdkFile("current"));
        File.WriteAllLines(SdkFile("sdks"), sdks.Select(sdk => $"{sdk} [/old]"));
    }

    public void Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // Where build.sh looks for an SDK besides the path: hidden, so that the house's own is the only one.
    [GeneratedRegex("/usr/[a-z/]*/dotnet/dotnet")]
    private static partial Regex UsualPlaces { get; }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "build.ps1")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException($"no build.ps1 above {AppContext.BaseDirectory}");
        return folder;
    }
}
