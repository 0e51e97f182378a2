using System.Text.RegularExpressions;

namespace Bundt.Cloud.Images;

/// <summary>Reads what Packer says while it bakes, for what a person has to know of it when it fails.</summary>
internal sealed partial class PackerOutput
{
    private const int Shown = 6;

    private readonly List<string> _said = [];
    private readonly List<string> _leftovers = [];
    private string? _script;
    private string? _reason;
    private bool _failed;

    /// <summary>What Packer could not remove, in its own words.</summary>
    public IReadOnlyList<string> Leftovers => _leftovers;

    /// <summary>Takes the next line.</summary>
    public void Add(string line)
    {
        if (Reason().Match(line) is { Success: true } reason)
            _reason ??= reason.Groups["reason"].Value;
        if (Build().Match(line) is not { Success: true } said)
            return;

        var text = said.Groups["text"].Value;
        if (Leftover().IsMatch(text))
            _leftovers.Add(text);
        if (Script().Match(text) is { Success: true } script)
        {
            (_script, _failed) = (Path.GetFileName(script.Groups["file"].Value), false);
            _said.Clear();
        }
        else if (text.StartsWith("Provisioning step had errors", StringComparison.Ordinal))
            _failed = true;
        else if (!_failed)
            _said.Add(text);
    }

    /// <summary>Why the bake failed: Packer's own reason, and what the script said last in which provisioning failed.</summary>
    /// <param name="otherwise">The reason where Packer gave none.</param>
    public string Why(string otherwise)
    {
        var reason = (_reason ?? otherwise).TrimEnd('.');
        return _failed && _script is not null && _said.Count > 0
            ? string.Join(Environment.NewLine + "    ", [$"{reason}. {_script} said last:", .. _said.TakeLast(Shown)])
            : $"{reason}.";
    }

    // "==> amazon-ebs.web: text" and "    amazon-ebs.web: text"
    [GeneratedRegex(@"^(==>|   ) [\w.-]+: (?<text>.*)$")]
    private static partial Regex Build();

    // "--> amazon-ebs.web: reason", in the summary of builds that failed
    [GeneratedRegex(@"^--> [\w.-]+: (?<reason>.*?)(\.? ?Allowed exit codes are: .*)?$")]
    private static partial Regex Reason();

    [GeneratedRegex(@"^Provisioning with shell script: (?<file>.*)$")]
    private static partial Regex Script();

    [GeneratedRegex("manually|may still be around", RegexOptions.IgnoreCase)]
    private static partial Regex Leftover();
}
