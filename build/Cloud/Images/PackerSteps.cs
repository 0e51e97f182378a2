using System.Text.RegularExpressions;

namespace Bundt.Cloud.Images;

/// <summary>Reads in what Packer says how a bake goes on.</summary>
/// <param name="progress">What is known of it.</param>
/// <param name="time">The clock.</param>
internal sealed partial class PackerSteps(BakeProgress progress, TimeProvider time)
{
    // What Packer 1.6.6's amazon-ebs builder and current ones say when they begin with something.
    private static readonly (string Beginning, string Name)[] Beginnings =
    [
        ("Prevalidating", "look-ups"),
        ("Creating temporary keypair", "key pair"),
        ("Creating temporary security group", "security group"),
        ("Launching a source AWS instance", "instance"),
        ("Waiting for SSH", "SSH"),
        ("Uploading", "upload"),
        ("Stopping the source instance", "stop"),
        ("Creating AMI", "image"),
        ("Adding tags", "tags"),
        ("Terminating the source AWS instance", "clean-up"),
    ];

    private (string Name, long Since)? _step;

    /// <summary>
    /// The temporary security group, once it admits whom it is to admit and Packer knows the instance in it: one that is ended while it
    /// launches the instance forgets both.
    /// </summary>
    public string? SecurityGroup { get; private set; }

    private string? _group;

    /// <summary>Takes the next line.</summary>
    public void Add(string line)
    {
        if (Group().Match(line) is { Success: true } group)
            _group = group.Groups["name"].Value;
        else if (Launched().IsMatch(line))
            SecurityGroup = _group;
        else if (Image().Match(line) is { Success: true } image)
            progress.Image = new(image.Groups["id"].Value);
        if (Said().Match(line) is { Success: true } said && NameOf(said.Groups["text"].Value) is { } name)
            Begin(name);
    }

    /// <summary>Packer has ended.</summary>
    public void End()
    {
        if (_step is var (name, since))
            progress.Add(new(name, time.GetElapsedTime(since)));
        _step = null;
    }

    private void Begin(string name)
    {
        if (_step?.Name == name)
            return;
        End();
        _step = (name, time.GetTimestamp());
    }

    private static string? NameOf(string text) => Script().Match(text) is { Success: true } script
        ? Path.GetFileName(script.Groups["file"].Value) is var file && file.StartsWith("packer-shell", StringComparison.Ordinal) ? "upload" : file
        : Beginnings.FirstOrDefault(known => text.StartsWith(known.Beginning, StringComparison.Ordinal)).Name;

    [GeneratedRegex(@"^==> [\w.-]+: (?<text>.*)$")]
    private static partial Regex Said();

    [GeneratedRegex(@"Provisioning with shell script: (?<file>.*)$")]
    private static partial Regex Script();

    [GeneratedRegex(@"Creating temporary security group for this instance: (?<name>packer_[\w-]+)")]
    private static partial Regex Group();

    [GeneratedRegex(@"^    [\w.-]+: Instance ID: i-")]
    private static partial Regex Launched();

    [GeneratedRegex(@"^    [\w.-]+: AMI: (?<id>ami-[0-9a-f]+)$")]
    private static partial Regex Image();
}
