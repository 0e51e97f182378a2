using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;

namespace Cake.Frosting.Hosting;

/// <summary>
/// Reads a command line of plain options (<c>--name=value</c>, <c>--name value</c>, <c>--name</c>, <c>-t value</c>) without the command
/// line library, whose start takes about as long as everything else that the host does before the first task.
/// </summary>
internal static class PlainCommandLine
{
    private static readonly HashSet<string> Flags = ["exclusive", "dryrun"];
    private static readonly HashSet<string> Valued = ["target", "working", "verbosity"];
    private static readonly HashSet<string> Elsewhere = ["help", "version", "info", "tree", "description"];

    /// <summary>The options, or null when anything asks for the whole parser: help, something wrong, a rarer way of writing.</summary>
    public static RunOptions? Read(IReadOnlyList<string> args)
    {
        var options = new List<(string Name, string? Value)>();
        for (var i = 0; i < args.Count; i++)
        {
            if (Split(args[i]) is not var (name, value))
                return null;
            if (value is null && i + 1 < args.Count && !args[i + 1].StartsWith('-'))
                value = args[++i];
            if (Elsewhere.Contains(name) || (Flags.Contains(name) && value is not null) || (Valued.Contains(name) && value is null))
                return null;
            options.Add((name, value));
        }

        return Options(options);
    }

    private static RunOptions? Options(List<(string Name, string? Value)> options)
    {
        var values = options.ToLookup(o => o.Name, o => o.Value ?? string.Empty);
        var verbosity = values["verbosity"].LastOrDefault() is { } text ? Level(text) : null;
        if (verbosity is null && values.Contains("verbosity"))
            return null;

        var targets = values["target"].DefaultIfEmpty("Default").ToArray();
        var own = Flags.Union(Valued).ToHashSet();
        var arguments = targets.Select(t => (Name: "target", Value: (string?)t))
            .Concat(options.Where(o => !own.Contains(o.Name)))
            .ToLookup(a => a.Name, a => a.Value ?? string.Empty, StringComparer.OrdinalIgnoreCase);
        return new RunOptions(
            targets,
            values.Contains("dryrun") ? RunMode.DryRun : RunMode.Build,
            values.Contains("exclusive"),
            verbosity,
            values["working"].LastOrDefault() is { } path ? new DirectoryPath(path) : null,
            new CakeArguments(arguments));
    }

    private static (string Name, string? Value)? Split(string arg)
    {
        var isLong = arg.StartsWith("--", StringComparison.Ordinal);
        var name = arg.TrimStart('-');
        if (arg.Length - name.Length != (isLong ? 2 : 1) || name.Length == 0 || !char.IsAsciiLetter(name[0]))
            return null;
        if (!isLong)
            return name.Length == 1 ? (LongName(name), null) : null;

        var end = name.IndexOfAny(['=', ':']);
        if (end < 0)
            return (name, null);
        return name[end] == '=' && end + 1 < name.Length ? (name[..end], name[(end + 1)..]) : null;
    }

    private static string LongName(string letter) => letter switch
    {
        "t" => "target",
        "w" => "working",
        "v" => "verbosity",
        "e" => "exclusive",
        "h" => "help",
        _ => letter,
    };

    private static Verbosity? Level(string text)
        => Enum.GetValues<Verbosity>().Cast<Verbosity?>()
            .FirstOrDefault(v => text.Equals(v.ToString(), StringComparison.OrdinalIgnoreCase));
}
