using System.Text.RegularExpressions;
using Bundt.Domain.Images;

namespace Bundt.Cloud.Images;

/// <summary>Reads what Packer says while it bakes, for what it has made and for what a person has to know of it when it fails.</summary>
internal sealed partial class PackerOutput
{
    private const int Shown = 6;
    private const int Wide = 500;
    private const string Provisioning = "Provisioning with shell script: ";
    private static readonly string Indent = Environment.NewLine + "    ";

    private readonly List<string> _said = [];
    private readonly List<string> _leftovers = [];
    private readonly List<string> _mistakes = [];
    private string? _artifact;
    private string? _reason;
    private string? _script;
    private bool _failed;

    /// <summary>What Packer could not remove, in its own words.</summary>
    public IReadOnlyList<string> Leftovers => _leftovers;

    /// <summary>Takes the next line.</summary>
    public void Add(PackerLine line)
    {
        if (line is { Type: "artifact", Data: [_, "id", var id] })
            _artifact = id;
        else if (line is { Type: "error", Data: [var reason, ..] })
            _reason ??= Codes().Replace(reason, "");
        else if (line.Mistake is { } mistake)
            _mistakes.Add(mistake);
        else if ((line.Said ?? line.Told ?? line.Complained) is { } text)
            Hear(text);
    }

    /// <summary>The image that was made in a region, or null.</summary>
    public ImageId? Image(string region) =>
        _artifact?.Split(',').Select(made => made.Split(':')).FirstOrDefault(made => made[0] == region) is [_, var id] ? new(id) : null;

    /// <summary>Why the bake failed: Packer's own reason, and what the script said last in which provisioning failed.</summary>
    /// <param name="otherwise">The reason where Packer gave none.</param>
    public string Why(string otherwise)
    {
        string[] lines = [.. (_reason ?? string.Join('\n', _mistakes)).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        var reason = lines.Length == 0 ? otherwise : string.Join(Indent, lines.Take(Shown).Select(line => line[..Math.Min(line.Length, Wide)]));
        return _script is not null && _said.Count > 0 && reason.StartsWith("Script ", StringComparison.Ordinal)
            ? string.Join(Indent, [$"{reason.TrimEnd('.')}. {_script} said last:", .. _said.TakeLast(Shown)])
            : $"{reason.TrimEnd('.')}.";
    }

    private void Hear(string text)
    {
        if (Leftover().IsMatch(text))
            _leftovers.Add(text);
        if (text.StartsWith(Provisioning, StringComparison.Ordinal))
        {
            (_script, _failed) = (Path.GetFileName(text[Provisioning.Length..]), false);
            _said.Clear();
        }
        else if (text.StartsWith("Provisioning step had errors", StringComparison.Ordinal))
            _failed = true;
        else if (!_failed)
            _said.AddRange(text.Split('\n'));
    }

    [GeneratedRegex(@"\.? ?Allowed exit codes are: .*")]
    private static partial Regex Codes();

    [GeneratedRegex("manually|may still be around", RegexOptions.IgnoreCase)]
    private static partial Regex Leftover();
}
