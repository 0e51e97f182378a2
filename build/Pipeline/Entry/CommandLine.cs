using Bundt.Domain;

namespace Bundt.Pipeline.Entry;

/// <summary>
/// The command line, checked before anything begins. Cake takes any option for an argument of the build, so that <c>--evn=prod</c> would
/// release to <c>local</c>; here, what is not known is refused.
/// </summary>
internal sealed class CommandLine
{
    private const string DefaultTarget = "Release";
    private const string DefaultEnvironment = "local";
    private static readonly string[] Explaining = ["help", "dryrun", "tree", "description", "info", "version"];

    private readonly IReadOnlyList<(Option Option, string? Value)> _all;
    private readonly ILookup<string, string?> _given;

    private CommandLine(IReadOnlyList<(Option Option, string? Value)> all) => (_all, _given) = (all, all.ToLookup(one => one.Option.Name, one => one.Value));

    /// <summary>The targets, in order.</summary>
    public IReadOnlyList<string> Targets => [.. _given["target"].DefaultIfEmpty(DefaultTarget).OfType<string>()];

    /// <summary>The environments, in order: one, or several that are released to in one run.</summary>
    public IReadOnlyList<string> Environments => (this["env"] ?? DefaultEnvironment).Split(',');

    /// <summary>Whether targets are to run, rather than to be explained.</summary>
    public bool Runs => !Explaining.Any(Has);

    /// <summary>The value of an option, or null when it was not given.</summary>
    public string? this[string option] => _given[option].LastOrDefault();

    /// <summary>Whether an option was given.</summary>
    public bool Has(string option) => _given.Contains(option);

    /// <summary>The same for Cake, whose own default target has another name.</summary>
    public string[] ForCake() =>
    [
        .. _all.Select(one => one.Value is null ? $"--{one.Option.Name}" : $"--{one.Option.Name}={one.Value}"),
        .. Has("target") ? Array.Empty<string>() : [$"--target={DefaultTarget}"],
    ];

    /// <summary>The command line that plans what this one would do.</summary>
    public CommandLine Reviewing() => Without("format").With(("target", nameof(Tasks.DryRun)));

    /// <summary>The same without options.</summary>
    public CommandLine Without(params string[] options) => new([.. _all.Where(one => !options.Contains(one.Option.Name))]);

    /// <summary>The same with these options alone.</summary>
    public CommandLine Only(params string[] options) => new([.. _all.Where(one => options.Contains(one.Option.Name))]);

    /// <summary>The same with options that replace its own of these names.</summary>
    public CommandLine With(params (string Name, string? Value)[] options) => new(
    [
        .. Without([.. options.Select(option => option.Name)])._all,
        .. options.Select(option => (Option.All.First(known => known.Name == option.Name), option.Value)),
    ]);

    /// <summary>Reads it.</summary>
    /// <param name="arguments">The arguments as the shell gave them.</param>
    /// <param name="targets">The names of the targets that there are.</param>
    /// <exception cref="Problem">An option or a target is not known, or a value is missing, superfluous or given twice.</exception>
    public static CommandLine Read(IReadOnlyList<string> arguments, IReadOnlyCollection<string> targets)
    {
        var given = new List<(Option Option, string? Value)>();
        for (var index = 0; index < arguments.Count; index++)
        {
            var (option, value) = Split(arguments[index], targets);
            if (option.Value is not null && value is null && index + 1 < arguments.Count && !arguments[index + 1].StartsWith('-'))
                value = arguments[++index];
            if (option.Value is null != value is null || value is "")
                throw Wrong(option.Value is null ? $"--{option.Name} takes no value, and was given '{value}'." : $"--{option.Name} needs a value: {option}, {option.Meaning}.");
            given.Add((option, value));
        }

        if (given.GroupBy(one => one.Option).FirstOrDefault(same => same.Key.Name != "target" && same.Count() > 1) is { } twice)
            throw Wrong($"--{twice.Key.Name} was given {twice.Count()} times: {string.Join(", ", twice.Select(one => one.Value).OfType<string>())}.", "Give it once.");
        var line = new CommandLine(given);
        if (line.Targets.FirstOrDefault(target => !targets.Contains(target, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw Wrong($"There is no target '{unknown}'.", $"Choose one of {string.Join(", ", targets)}.");
        if (line.Has("plan") && (line.Targets is not [DefaultTarget] || line.Has("exclusive")))
            throw Wrong("--plan belongs to a whole release.", $"Leave --plan out, or run --target={DefaultTarget}.");
        if (Several(line) is { } mistake)
            throw Wrong(mistake.What, mistake.Next);
        return line;
    }

    // What is about one environment cannot be about several.
    private static (string What, string Next)? Several(CommandLine line) =>
        line.Environments.Count == 1 ? null
        : line.Environments.Contains("") ? ($"--env={line["env"]}: a name is missing.", "Separate the names by commas alone, as in --env=internal,prod.")
        : line.Environments.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice ? ($"--env={line["env"]} names {twice.Key} {twice.Count()} times.", "Name each environment once.")
        : line.Has("plan") ? ("A plan is of one environment, and --env names several.", "Carry each plan out by itself: --env=NAME --plan=FILE.")
        : line.Has("take-lease") || line.Targets.Contains(nameof(Tasks.Unlock), StringComparer.OrdinalIgnoreCase)
            ? ("A lease is taken from one run that hangs, and --env names several environments.", "Name the environment whose lease it is.")
        : null;

    private static (Option Option, string? Value) Split(string argument, IReadOnlyCollection<string> targets)
    {
        if (!argument.StartsWith('-'))
        {
            throw Wrong(
                $"'{argument}' is not an option.",
                targets.Contains(argument, StringComparer.OrdinalIgnoreCase) ? $"A target is named with --target={argument}." : "Options begin with --; --help lists them.");
        }

        var isLong = argument.StartsWith("--", StringComparison.Ordinal);
        var parts = argument[(isLong ? 2 : 1)..].Split(['=', ':'], 2);
        var option = Option.All.FirstOrDefault(known => (isLong ? known.Name : known.Letter) == parts[0]) ?? throw Wrong(
            $"There is no option '{(isLong ? "--" : "-")}{parts[0]}'.", $"There are {string.Join(", ", Option.All.Select(known => $"--{known.Name}"))}.");
        return (option, parts.Length == 2 ? parts[1] : null);
    }

    private static Problem Wrong(string what, string? next = null) => new(what, "Nothing was changed.", next);
}
