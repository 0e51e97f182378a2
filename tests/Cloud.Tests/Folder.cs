namespace Bundt.Cloud.Tests;

/// <summary>A temporary folder, gone after the test.</summary>
public sealed class Folder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bundt-cloud-");

    public string Path => _folder.FullName;

    public string Below(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Writes a file, and the folders above it.</summary>
    public string Write(string name, string text)
    {
        var file = Below(name.Split('/'));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Writes a program for the shell.</summary>
    public void Script(string name, string text) =>
        File.SetUnixFileMode(Write(name, "#!/bin/sh\n" + text), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    public void Dispose() => _folder.Delete(recursive: true);
}
