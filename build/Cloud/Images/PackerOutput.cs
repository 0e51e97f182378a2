using System.Text.RegularExpressions;

namespace Bundt.Cloud.Images;

/// <summary>Reads what Packer says while it bakes, for what a person has to know of it when it fails.</summary>
internal sealed partial class PackerOutput
{
    private const int Shown = 6;
    private const int Wide = 500;
    private static readonly string Indent = Environment.NewLine + "    ";

    private readonly List<string> _said = [];
    private readonly List<string> _leftovers = [];
    private readonly List<string> _reason = [];
    private string? _script;
    private bool _failed;
    private bool _reasoning;

    /// <summary>What Packer could not remove, in its own words.</summary>
    public IReadOnlyList<string> Leftovers => _leftovers;

    /// <summary>Takes the next line.</summary>
    public void Add(string line)
    {
        _reasoning = _reasoning && line.Length > 0;
        if (Reason().Match(line) is { Success: true } reason)
        {
            _reasoning = _reason.Count == 0;
            line = reason.Groups["reason"].Value;
        }

        if (_reasoning)
            _reason.Add(line.Trim());
        else if (Build().Match(line) is { Success: true } said)
            Hear(said.Groups["text"].Value);
    }

    /// <summary>Why the bake failed: Packer's own reason, and what the script said last in which provisioning failed.</summary>
    /// <param name="otherwise">The reason where Packer gave none.</param>
    public string Why(string otherwise)
    {
        var reason = _reason.Count == 0 ? otherwise : string.Join(Indent, _reason.Take(Shown).Select(line => line[..Math.Min(line.Length, Wide)]));
        return _script is not null && _said.Count > 0 && reason.StartsWith("Script ", StringComparison.Ordinal)
            ? string.Join(Indent, [$"{reason.TrimEnd('.')}. {_script} said last:", .. _said.TakeLast(Shown)])
            : $"{reason.TrimEnd('.')}.";
    }

    private void Hear(string text)
    {
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
