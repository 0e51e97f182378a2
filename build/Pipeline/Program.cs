using Bundt.Pipeline;
using Bundt.View;
using Cake.Frosting;

// Release is what runs when nothing else is asked for; Cake's own default target is named Default.
var asked = args.Any(argument => argument is "-t" or "--target" || argument.StartsWith("--target=", StringComparison.Ordinal));

// For a script, standard output holds the answer alone; what Cake says of the run goes to standard error.
if (string.Join(' ', args).Replace("--format json", "--format=json", StringComparison.Ordinal).Contains("--format=json", StringComparison.Ordinal))
    Console.SetOut(Console.Error);
var view = new ReleaseView(Console.Out);
var exitCode = new CakeHost()
    .UseContext<ReleaseContext>()
    .UseLifetime<ReleaseLifetime>()
    .UseTaskLifetime<TaskLifetime>()
    .ConfigureServices(services => Composition.Register(services, view))
    .Run(asked ? args : [.. args, "--target=Release"]);
view.Close();
return exitCode;
