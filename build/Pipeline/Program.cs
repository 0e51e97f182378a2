using Bundt.Domain;
using Bundt.Pipeline;
using Bundt.Pipeline.Entry;
using Bundt.View;
using Cake.Frosting;

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
    if (line.Runs)
        _ = settings.Environment;

    // Cake colours what it writes to a file too.
    if (Console.IsErrorRedirected)
        Environment.SetEnvironmentVariable("NO_COLOR", "1");
    // For a script, standard output holds the answer alone; what Cake says of the run goes to standard error.
    if (settings.WantsJson)
        Console.SetOut(Console.Error);
    var view = new ReleaseView(Console.Out);
    var exitCode = new CakeHost()
        .UseContext<ReleaseContext>()
        .UseLifetime<ReleaseLifetime>()
        .UseTaskLifetime<TaskLifetime>()
        .ConfigureServices(services => Composition.Register(services, settings, view))
        .Run(CommandLine.ForCake(args, line));
    view.Close();
    return exitCode;
}
catch (Problem wrong)
{
    Console.Error.WriteLine($"Error: {(args.Contains("--verbosity=diagnostic") ? wrong.ToString() : wrong.Message)}");
    return 1;
}
