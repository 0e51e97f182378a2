using System.Runtime.InteropServices;
using Bundt.Cloud.Runs;

namespace Bundt.Pipeline.Tests.Several;

/// <summary>Runs that say and do what a test tells them to; those that ask for the status answer at once.</summary>
internal sealed class FakeRuns : IChildRuns
{
    private readonly Dictionary<string, (int ExitCode, string[] Output, string[] Errors)> _scripts = [];
    private readonly Lock _gate = new();

    /// <summary>The command lines of those that were begun, but for those that asked for the status afterwards.</summary>
    public List<string> Begun { get; } = [];

    /// <summary>The signals that were passed on, after the environment of the run that they were passed on to.</summary>
    public List<string> Heard { get; } = [];

    /// <summary>Holds all of them up, until it is set.</summary>
    public TaskCompletionSource? Gate { get; init; }

    /// <summary>How many were under way at once.</summary>
    public int Most { get; private set; }

    private int UnderWay { get; set; }

    /// <summary>Says how the run of an environment goes; it succeeds in silence otherwise.</summary>
    public void Let(string environment, int exitCode, string[]? output = null, string[]? errors = null) => _scripts[environment] = (exitCode, output ?? [], errors ?? []);

    public IChildRun Start(IReadOnlyList<string> arguments, Action<string> output, Action<string> errors)
    {
        var environment = arguments.Single(argument => argument.StartsWith("--env=", StringComparison.Ordinal))["--env=".Length..];
        if (arguments.Contains("--format=json"))
        {
            output($$"""{ "live": { "name": "shop-{{environment}}-v1-5-0-1", "release": "v1.5.0" } }""");
            return new FakeRun(environment, Task.FromResult(0), Heard);
        }

        lock (_gate)
        {
            Begun.Add(string.Join(' ', arguments));
            Most = Math.Max(Most, ++UnderWay);
        }

        return new FakeRun(environment, Go(_scripts.GetValueOrDefault(environment, (0, [], [])), output, errors), Heard);
    }

    private async Task<int> Go((int ExitCode, string[] Output, string[] Errors) script, Action<string> output, Action<string> errors)
    {
        await (Gate?.Task ?? Task.CompletedTask);
        await Task.Yield();
        Array.ForEach(script.Output, output);
        Array.ForEach(script.Errors, errors);
        lock (_gate)
            UnderWay--;
        return script.ExitCode;
    }

    private sealed class FakeRun(string environment, Task<int> ended, List<string> heard) : IChildRun
    {
        public Task<int> Ended => ended;

        public void PassOn(PosixSignal signal) => heard.Add($"{environment} {signal}");
    }
}
