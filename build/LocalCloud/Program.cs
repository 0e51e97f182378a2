using Bundt.LocalCloud;
using Bundt.LocalCloud.Machines;

try
{
    var options = Options.Parse(args, Environment.GetEnvironmentVariable);
    await using var app = CloudServer.Build(options);
    await app.StartAsync();
    Console.WriteLine($"local cloud at {options.Endpoint} (process {Environment.ProcessId}, state in {options.StateDirectory})");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (FormatException wrong)
{
    await Console.Error.WriteLineAsync($"{wrong.Message}\n{Options.Usage}");
    return 2;
}
catch (Exception refusal) when (refusal is IOException or MachineFailure)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}
