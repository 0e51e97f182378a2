using Bundt.Cloud.Runs;
using Bundt.Domain;
using Bundt.Domain.Plans;
using Bundt.Pipeline;
using Bundt.Pipeline.Entry;
using Bundt.Pipeline.Planning;
using Bundt.Pipeline.Several;
using Bundt.View;
using Bundt.View.Live;
using Cake.Frosting;

LastingWriter.TakeOver();
using var cancellation = new Cancellation();
try
{
    // What is wrong with the command line or the environment file is said before anything begins.
    var line = CommandLine.Read(args, Targets.Names);
    if (line.Has("help"))
    {
        Console.WriteLine(new Help(Targets.Described(), [.. Option.All.Select(option => ($"{option}", option.Meaning))]));
        return 0;
    }

    var settings = new RunSettings(line);
    var several = line is { Runs: true, Environments.Count: > 1 };
    if (line.Runs && !several)
        _ = settings.Environment;

    // Cake colours what it writes to a file too.
    if (Console.IsErrorRedirected)
        Environment.SetEnvironmentVariable("NO_COLOR", "1");
    // For a script, standard output holds the answer alone; what Cake says of the run goes to standard error.
    if (settings.WantsJson)
        Console.SetOut(Console.Error);
    if (several)
        return await new SeveralEnvironments(line, new ChildRuns(), cancellation, new(Console.Out)).Run(Walk);
    if (line["plan"] is not { } file)
        return Walk(line, settings);
    var plan = new ReviewedPlan(file, settings);
    Demand();
    // Until the lease is held, another run may change what the plan rests on.
    return Walk(line, new RunSettings(line) { Confirm = Demand });

    void Demand() => plan.Demand(Review(line));
}
catch (Problem wrong)
{
    Console.Error.WriteLine($"Error: {(args.Contains("--verbosity=diagnostic") ? wrong.ToString() : wrong.Message)}");
    return 1;
}

// Walks the same targets over a model, for the plan that is true now.
ReleasePlan Review(CommandLine line)
{
    var review = line.Reviewing();
    var settings = new RunSettings(review);
    return Walk(review, settings) == 0
        ? settings.Planned!
        : throw new Problem("There is no plan any more: see above.", "Nothing was changed.");
}

int Walk(CommandLine line, RunSettings settings)
{
    using var live = new LiveView(settings.IsWatched, Environment.GetEnvironmentVariable);
    var view = new ReleaseView(settings.IsPlanning ? TextWriter.Null : Console.Out);
    var exitCode = new CakeHost()
        .UseContext<ReleaseContext>()
        .UseLifetime<ReleaseLifetime>()
        .UseTaskLifetime<TaskLifetime>()
        .ConfigureServices(services => Composition.Register(services, settings, view, live, cancellation))
        .Run(line.ForCake());
    view.Close();
    return exitCode;
}
