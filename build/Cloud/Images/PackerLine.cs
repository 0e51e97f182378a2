using System.Text.RegularExpressions;

namespace Bundt.Cloud.Images;

/// <summary>
/// A line of what Packer says with <c>-machine-readable</c>: <c>timestamp,target,type,data…</c>. What is no such line, such as what the shell or
/// docker say, is shown as it is.
/// </summary>
/// <param name="Target">The build that it is about, such as <c>amazon-ebs.web</c>; empty for none.</param>
/// <param name="Type">What it is: <c>ui</c>, <c>artifact</c>, <c>error</c>, <c>version</c> and others; empty for what is no line of Packer's.</param>
/// <param name="Data">What it says, by its type.</param>
internal sealed partial record PackerLine(string Target, string Type, IReadOnlyList<string> Data)
{
    // Source: Packer 1.6.6, packer/ui.go, MachineReadableUi. A backslash is not escaped, so that a text with \n in it cannot be told from a line end.
    private const string Comma = "%!(PACKER_COMMA)";

    /// <summary>What a person is told, line by line; nothing where it is for programs alone.</summary>
    public IReadOnlyList<string> Shown => Type switch
    {
        "" => Data,
        "ui" => [.. Text.Split('\n').Select(line => line.TrimEnd('\r'))],
        _ => [],
    };

    /// <summary>What a build does or has done, without the build's name: <c>Creating AMI …</c>; else null.</summary>
    public string? Said => Of("say", "==> ");

    /// <summary>What it tells of that, or what a script has written: <c>AMI: ami-…</c>; else null.</summary>
    public string? Told => Of("message", "    ");

    /// <summary>What went wrong in a build, or what a script has written as an error; else null.</summary>
    public string? Complained => Of("error", "==> ");

    /// <summary>A mistake that is none of a build's, such as one in the template; else null.</summary>
    public string? Mistake => Is("error") && !Build().IsMatch(Text) ? Text.Trim() : null;

    private string Text => Data.Count > 1 ? Data[1] : "";

    /// <summary>Reads a line.</summary>
    public static PackerLine Read(string line)
    {
        if (!Machine().IsMatch(line))
            return new("", "", [line]);
        string[] parts = [.. line.Split(',').Select(part => part
            .Replace(Comma, ",", StringComparison.Ordinal).Replace(@"\r", "\r", StringComparison.Ordinal).Replace(@"\n", "\n", StringComparison.Ordinal))];
        return new(parts[1], parts[2], parts[3..]);
    }

    private bool Is(string kind) => Type == "ui" && Data.Count > 0 && Data[0] == kind;

    private string? Of(string kind, string mark) => Is(kind) && Text.StartsWith(mark, StringComparison.Ordinal) && Build().IsMatch(Text)
        ? string.Join('\n', Text.Split('\n').Select(line => Build().Replace(line, "")))
        : null;

    [GeneratedRegex(@"\A[0-9]+,[^,]*,[a-z-]+(,|\z)")]
    private static partial Regex Machine();

    // "==> amazon-ebs.web: text" and "    amazon-ebs.web: text", in each line of a text.
    [GeneratedRegex(@"\A(==>|   ) [\w.-]+:( |\z)")]
    private static partial Regex Build();
}
