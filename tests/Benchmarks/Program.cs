using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Bundt.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks                 one server: seconds for 2,000 instances, memory
// dotnet run -c Release --project tests/Benchmarks -- --filter '*' the describes, by BenchmarkDotNet
// dotnet run -c Release --project tests/Benchmarks -- overhead [SERVERS...] what a release costs beside its waits; as root
if (args is ["overhead", ..])
{
    await Overhead.Run(args.Length > 1 ? [.. args[1..].Select(int.Parse)] : [2, 20, 200]);
    return;
}

if (args.Length == 0)
{
    await Filling.Run();
    return;
}

// What is measured is a server, in a process of its own: the caller may stay in this one.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).WithArtifactsPath("artifacts/benchmarks");
BenchmarkSwitcher.FromAssembly(typeof(Describing).Assembly).Run(args, config);
Describing.End();
