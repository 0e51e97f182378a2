namespace Bundt.Cloud.Images;

/// <summary>Reads in what Packer says how a bake goes on.</summary>
/// <param name="progress">What is known of it.</param>
/// <param name="time">The clock.</param>
internal sealed class PackerSteps(BakeProgress progress, TimeProvider time)
{
    private const string Script = "Provisioning with shell script: ";
    private const string Group = "Creating temporary security group for this instance: ";
    private const string Instance = "Instance ID: ";
    private const string Image = "AMI: ";

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

    /// <summary>The id of the temporary instance, once Packer knows it.</summary>
    public string? TemporaryInstance { get; private set; }

    private string? _group;

    /// <summary>Takes the next line.</summary>
    public void Add(PackerLine line)
    {
        if (line.Told is { } told)
            Learn(told);
        if (line.Said is not { } said)
            return;
        if (said.StartsWith(Group, StringComparison.Ordinal))
            _group = said[Group.Length..];
        if (NameOf(said) is { } name)
            Begin(name);
    }

    /// <summary>Packer has ended.</summary>
    public void End()
    {
        if (_step is var (name, since))
            progress.Add(new(name, time.GetElapsedTime(since)));
        _step = null;
    }

    // Scripts may write the same: the image has its id while it is made.
    private void Learn(string told)
    {
        if (told.StartsWith(Instance, StringComparison.Ordinal))
            (SecurityGroup, TemporaryInstance) = (_group, told[Instance.Length..]);
        else if (told.StartsWith(Image, StringComparison.Ordinal) && _step?.Name == "image")
            progress.Image = new(told[Image.Length..]);
    }

    private void Begin(string name)
    {
        if (_step?.Name == name)
            return;
        End();
        _step = (name, time.GetTimestamp());
    }

    private static string? NameOf(string text) => text.StartsWith(Script, StringComparison.Ordinal)
        ? Path.GetFileName(text) is var file && file.StartsWith("packer-shell", StringComparison.Ordinal) ? "upload" : file
        : Beginnings.FirstOrDefault(known => text.StartsWith(known.Beginning, StringComparison.Ordinal)).Name;
}
