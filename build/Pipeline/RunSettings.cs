using System.Globalization;
using Bundt.Cloud;
using Bundt.Cloud.Environments;
using Bundt.Cloud.Infrastructure;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Plans;
using Bundt.Domain.Releases;
using Bundt.Domain.Runs;
using Bundt.Pipeline.Entry;
using Bundt.Pipeline.Rehearsals;
using Cake.Core.Diagnostics;

namespace Bundt.Pipeline;

/// <summary>What a run was asked for, every value read and checked before it begins.</summary>
public sealed class RunSettings
{
    private const int DefaultParallel = 3;

    private readonly CommandLine _line;
    private Lazy<ReleaseEnvironment> _environment;

    /// <summary>Takes them from the command line.</summary>
    /// <exception cref="Problem">A value is none of those expected.</exception>
    internal RunSettings(CommandLine line)
    {
        _line = line;
        IsPlanning = line.Targets.Contains(nameof(Tasks.DryRun), StringComparer.OrdinalIgnoreCase);
        Home = FindHome(line["home"]);
        Release = line["release"] is { } release
            ? ReleaseVersion.TryParse(release) ?? throw new Problem($"--release={release}: expected a version such as 1.4.2 or v1.4.2.", "Nothing was changed.")
            : null;
        Bump = line["bump"] is { } bump ? Choose("bump", bump, Enum.GetValues<Bump>()) : null;
        WantsJson = line["format"] is { } format && Choose("format", format, "text", "json") == "json";
        var verbosity = line["verbosity"] is { } level ? Choose("verbosity", level, Enum.GetValues<Verbosity>()) : Verbosity.Normal;
        IsVerbose = verbosity >= Verbosity.Verbose;
        IsWatched = Choose("progress", line["progress"] ?? "live", "live", "plain") == "live" && MayWrite && verbosity >= Verbosity.Normal;
        if ((Release, Bump) is ({ } one, { } other))
            throw new Problem($"--release={one} and --bump={other.ToString().ToLowerInvariant()} contradict each other.", "Nothing was changed.", "Name the version, or how far to raise it.");
        To = line["to"] is { } to
            ? ReleaseVersion.TryParse(to) ?? throw new Problem($"--to={to}: expected a version such as 1.4.2 or v1.4.2.", "Nothing was changed.")
            : null;
        if (Misplaced.First(line) is { } misplaced)
            throw misplaced;
        WaitForLease = line["wait-for-lease"] is { } wait
            ? Durations.TryParse(wait) ?? throw new Problem($"--wait-for-lease={wait}: expected {Durations.Expected}.", "Nothing was changed.")
            : TimeSpan.Zero;
        Rehearsal = RehearsalSettings.Read(line);
        Seed = Number("seed", least: 0, "a whole number") ?? Random.Shared.Next();
        Experiments = Number("experiments", least: 1, "a number of experiments, from 1 on") ?? 1;
        Parallel = Number("parallel", least: 1, "a number of environments, from 1 on") ?? DefaultParallel;
        MostDeletions = Number("most-deletions", least: 0, "a number");
        TakesLease = Unlocks || line.Has("take-lease");
        Terraform = new(line["terraform"], line["plugin-dir"] is { } plugins ? Path.GetFullPath(plugins) : null);
        _environment = new(() => IsFor(nameof(Tasks.Init)) || (Builds && !IsWritten) ? Unwritten() : Read());
    }

    /// <summary>
    /// The run's id, on everything that it creates: when it began (UTC), which process it is, and on which computer.
    /// </summary>
    public string Run { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyyMMdd-HHmmss}-{System.Environment.ProcessId}-{System.Environment.MachineName.ToLowerInvariant()}");

    /// <summary>Whether the targets walk over a model of the environment, to tell what they would do: with DryRun.</summary>
    public bool IsPlanning { get; }

    /// <summary>How far the run has brought its release; set when it ends.</summary>
    public Release Reached { get; set; } = Domain.Releases.Release.None;

    /// <summary>The plan that DryRun has made, or null.</summary>
    public ReleasePlan? Planned { get; set; }

    /// <summary>Looks once more, when the lease is held and nothing else is written yet, whether the run may go on; null where there is nothing to look at.</summary>
    public Action? Confirm { get; init; }

    /// <summary>Whose run it is: <c>user@host</c>.</summary>
    public string Owner { get; } = $"{System.Environment.UserName}@{System.Environment.MachineName}";

    /// <summary>The run, as it asks for the lease.</summary>
    public LeaseHolder Holder => new(Environment.Application.Name, Environment.Name, Owner, Run, Target);

    /// <summary>Whether any of its targets may change something.</summary>
    public bool MayWrite => !IsPlanning && !Has("dry-run") && _line.Targets.Any(target => !Targets.IsReader(target));

    /// <summary>What it is for: its targets.</summary>
    public string Target => string.Join(", ", _line.Targets);

    /// <summary>Where things are: <c>--home=DIR</c> for a team's own files.</summary>
    public Home Home { get; }

    /// <summary>The command of this run.</summary>
    public string Again => Command(string.Join(' ', _line.Without("env", "home").ForCake().Select(Quoted)));

    /// <summary>The command of another run in the same environment, for a person to repeat.</summary>
    /// <param name="options">What it is to do, as in <c>--target=Rollback</c>.</param>
    public string Command(string options) => $"./build.sh {options} --env={_line.Environments[0]}{(Home.Team == Home.Bundt ? "" : $" {Quoted($"--home={Home.Team}")}")}";

    /// <summary>The environment that <c>--env</c> names, <c>local</c> without it; read and checked at first use.</summary>
    /// <exception cref="Problem">There is no such file, or it is wrong.</exception>
    public ReleaseEnvironment Environment => IsPlanning ? AsWritten.OnPaper() : AsWritten;

    /// <summary>The same as its file has it, in a plan too.</summary>
    public ReleaseEnvironment AsWritten => _environment.Value;

    /// <summary>Where the environment's file is, or is to be.</summary>
    public string EnvironmentFile => EnvironmentFiles.PathOf(Home.Team, _line.Environments[0]);

    /// <summary>Whether the environment has a file: an infrastructure that was never made has none yet.</summary>
    public bool IsWritten => File.Exists(EnvironmentFile);

    /// <summary>Whether the run makes or removes what the environment stands on.</summary>
    public bool Builds => _line.Targets.SelectMany(Targets.Walked).Any(Targets.IsBuilder);

    /// <summary>The Terraform that <c>--terraform</c> names, with the mirror of <c>--plugin-dir</c>.</summary>
    public TerraformChoice Terraform { get; }

    /// <summary>The name that <c>--confirm</c> types out, or null.</summary>
    public string? Confirmed => _line["confirm"];

    /// <summary>The release that <c>--release</c> names, or null.</summary>
    public ReleaseVersion? Release { get; }

    /// <summary>The release that <c>--to</c> names, which a rollback goes to; null for the one before.</summary>
    public ReleaseVersion? To { get; }

    /// <summary>How far <c>--bump</c> raises the version, or null.</summary>
    public Bump? Bump { get; }

    /// <summary>The load balancer that <c>--load-balancer</c> names, or null.</summary>
    public string? LoadBalancer => _line["load-balancer"];

    /// <summary>The application that <c>--application</c> names, or null.</summary>
    public string? Application => _line["application"];

    /// <summary>The clone that <c>--checkout</c> names, or null.</summary>
    public string? Checkout => _line["checkout"];

    /// <summary>The instance that <c>--instance</c> asks about, or null.</summary>
    public string? Instance => _line["instance"];

    /// <summary>The image that <c>--image</c> asks about, or null.</summary>
    public string? Image => _line["image"];

    /// <summary>What a rehearsal is to be.</summary>
    public RehearsalSettings Rehearsal { get; }

    /// <summary>Whether JSON is wanted: <c>--format=json</c>.</summary>
    public bool WantsJson { get; }

    /// <summary>Whether a person may want to see how the run stands, below its lines; not with <c>--progress=plain</c>.</summary>
    public bool IsWatched { get; }

    /// <summary>Whether details are wanted: <c>--verbosity=verbose</c> or more.</summary>
    public bool IsVerbose { get; }

    /// <summary>How many environments are worked on at a time, of several.</summary>
    public int Parallel { get; }

    /// <summary>How long to wait for the lease while another run holds it.</summary>
    public TimeSpan WaitForLease { get; }

    /// <summary>How much this run may remove, in place of what the environment file says; or null.</summary>
    public int? MostDeletions { get; }

    /// <summary>What the choices of Chaos are drawn from: <c>--seed</c>, or made up.</summary>
    public int Seed { get; }

    /// <summary>How many experiments Chaos makes.</summary>
    public int Experiments { get; }

    /// <summary>Whether the lease is to be taken from a run that holds it.</summary>
    public bool TakesLease { get; }

    /// <summary>Why it is taken, as a person said, or null.</summary>
    public string? Reason => _line["reason"];

    private bool Unlocks => IsFor("Unlock");

    private bool IsFor(string target) => _line.Targets.Contains(target, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a flag such as <c>--retest</c> was given.</summary>
    public bool Has(string flag) => _line.Has(flag);

    /// <summary>Reads the environment's file anew: the run itself has written it.</summary>
    /// <exception cref="Problem">It is wrong.</exception>
    public ReleaseEnvironment ReadAgain() => (_environment = new(Read)).Value;

    // What was never opted in to is refused before anything begins.
    private ReleaseEnvironment Read()
    {
        var environment = EnvironmentFiles.Read(Home.Team, _line.Environments[0]);
        return environment.Chaos is not null || !IsFor(nameof(Tasks.Chaos)) ? environment : throw new Problem(
            $"{environment.Name} never opted in to Chaos: its environment file has no section chaos.", "Nothing was changed.",
            "Where its live servers may be struck, say so there: chaos: { hours: \"09:00-17:00\", days: MON-FRI }.");
    }

    // What can be said of an environment that has no file yet: where AWS is.
    private ReleaseEnvironment Unwritten()
    {
        var endpoint = _line["endpoint"] ?? Variable("AWS_ENDPOINT_URL");
        var region = _line["region"] ?? Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION") ?? (endpoint == "local" ? "eu-west-1" : null);
        return ReleaseEnvironment.Unwritten(
            _line.Environments[0], region ?? throw new Problem($"{Target} has to know the region.", "Nothing was changed.", "Name it: --region=eu-west-1."), endpoint);
    }

    private static string Quoted(string option) =>
        option.Contains(' ', StringComparison.Ordinal) && option.Split('=', 2) is [var name, var value] ? $"{name}=\"{value}\"" : option;

    private static string? Variable(string name) => System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private int? Number(string option, int least, string expected) => _line[option] is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number
        : throw new Problem($"--{option}={text}: expected {expected}.", "Nothing was changed.");

    private static T Choose<T>(string option, string value, params T[] choices) where T : notnull
    {
        var found = Array.FindIndex(choices, choice => string.Equals(choice.ToString(), value, StringComparison.OrdinalIgnoreCase));
        return found >= 0 ? choices[found] : throw new Problem(
            $"--{option}={value}: expected one of {string.Join(", ", choices.Select(choice => choice.ToString()!.ToLowerInvariant()))}.", "Nothing was changed.");
    }

    private static Home FindHome(string? team)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "build.sh")))
            folder = folder.Parent;
        var bundt = folder?.FullName ?? throw new Problem($"Bundt's own folder was not found above {AppContext.BaseDirectory}.");
        if (team is not null && !Directory.Exists(team))
            throw new Problem($"--home={team}: there is no such folder.", "Nothing was changed.", "Name the folder that holds your environments/.");
        return new(team is null ? bundt : Path.GetFullPath(team), bundt);
    }
}
