using System.Globalization;
using Bundt.LocalCloud.Tests.Machines;

namespace Bundt.LocalCloud.Tests.Survival;

/// <summary>A disk that can be filled.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("disk-");

    public SmallDisk(int mebibytes)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "a small disk needs root: run the tests as root to test a full one");
        MachineWorld.Succeed("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m"), "small", Path);
    }

    public string Path => _folder.FullName;

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Leaves no space on it.</summary>
    public void Fill()
    {
        using var file = File.Create(Ballast, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true)
                file.Write(page);
        }
        catch (IOException)
        {
            // That was the last one.
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        MachineWorld.Succeed("umount", "--lazy", Path);
        _folder.Delete();
    }
}
