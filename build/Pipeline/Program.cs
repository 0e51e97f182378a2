using Bundt.Pipeline;
using Cake.Frosting;

// Release is what runs when nothing else is asked for; Cake's own default target is named Default.
var asked = args.Any(argument => argument is "-t" or "--target" || argument.StartsWith("--target=", StringComparison.Ordinal));

// For a script, standard output holds the answer alone; what Cake says of the run goes to standard error.
if (string.Join(' ', args).Replace("--format json", "--format=json", StringComparison.Ordinal).Contains("--format=json", StringComparison.Ordinal))
    Console.SetOut(Console.Error);
return new CakeHost()
    .UseContext<ReleaseContext>()
    .UseLifetime<ReleaseLifetime>()
    .UseTaskLifetime<TaskLifetime>()
    .ConfigureServices(Composition.Register)
    .Run(asked ? args : [.. args, "--target=Release"]);
