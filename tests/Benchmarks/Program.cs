using BenchmarkDotNet.Running;
using Bundt.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks                 one server: seconds for 2,000 instances, memory
// dotnet run -c Release --project tests/Benchmarks -- --filter '*' the describes, by BenchmarkDotNet
if (args.Length > 0)
    BenchmarkSwitcher.FromAssembly(typeof(Describing).Assembly).Run(args);
else
    await Filling.Run();
