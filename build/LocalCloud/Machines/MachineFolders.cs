using System.Text.RegularExpressions;

namespace Bundt.LocalCloud.Machines;

/// <summary>
/// Where disks and layers lie: <c>instances/ID</c> with the machine's own files in <c>disk</c> (and beside it what no image may have: keys,
/// user data, temporary files), <c>layers/NAME</c> with copies of such disks.
/// </summary>
internal sealed partial class MachineFolders(string root)
{
    /// <summary>The folder of everything.</summary>
    public string Root => root;

    /// <summary>All instances.</summary>
    public string Instances => Path.Combine(root, "instances");

    /// <summary>All layers.</summary>
    public string Layers => Path.Combine(root, "layers");

    /// <summary>The folder of one instance.</summary>
    public string Instance(string id) => Path.Combine(Instances, Checked(id));

    /// <summary>The instance's disk: what it changed, over the layers of its image.</summary>
    public string Disk(string id) => Path.Combine(Instance(id), "disk");

    /// <summary>The folder of one layer.</summary>
    public string Layer(string name) => Path.Combine(Layers, Checked(name));

    /// <summary>Lays out what the machine boots with.</summary>
    /// <exception cref="MachineFailure">A layer of its image is missing.</exception>
    public void Prepare(MachineSpec spec)
    {
        if (spec.Layers.FirstOrDefault(layer => !Directory.Exists(Layer(layer))) is { } missing)
            throw new MachineFailure($"the image's layer {missing} is missing");
        var folder = Instance(spec.InstanceId);
        Directory.CreateDirectory(folder);
        Write(Path.Combine(folder, "user-data"), spec.UserData);
        Write(Path.Combine(folder, "authorized_keys"), spec.PublicKey is { } key ? key.TrimEnd() + "\n" : null);
    }

    private static void Write(string path, string? text)
    {
        File.Delete(path);
        if (text is null)
            return;
        var stream = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            stream.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, stream);
        writer.Write(text);
    }

    private static string Checked(string name) =>
        Plain().IsMatch(name) ? name : throw new MachineFailure($"\"{name}\" cannot be the name of a machine or layer");

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*\\z")]
    private static partial Regex Plain();
}
