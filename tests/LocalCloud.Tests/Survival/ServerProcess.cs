using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bundt.LocalCloud.Tests.Survival;

/// <summary>A local cloud in a process of its own, which can be killed.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<Uri> _up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(string state, IEnumerable<string> more)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Bundt.LocalCloud.dll"), "--port", "0", "--state", state, "--any-credentials", .. more];
        _process = new Process { StartInfo = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true } };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it answers.</summary>
    public Uri Endpoint => _up.Task.Result;

    public HttpClient Http { get; } = new();

    /// <summary>Starts one without machines.</summary>
    public static Task<ServerProcess> Start(string state) => Start(state, "--machines", "none");

    /// <summary>Starts one, and returns when it answers.</summary>
    public static async Task<ServerProcess> Start(string state, params string[] more)
    {
        var server = new ServerProcess(state, more);
        var ended = server._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(server._up.Task, ended).WaitAsync(Patience, TestContext.Current.CancellationToken) == ended)
            throw new InvalidOperationException($"the server ended with {server._process.ExitCode}: {server.Said()}");
        return server;
    }

    /// <summary>Starts one that is to end by itself. Answers its exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Said)> Refusal(string state)
    {
        await using var server = new ServerProcess(state, ["--machines", "none"]);
        await server._process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return (server._process.ExitCode, server.Said());
    }

    /// <summary>What it has said so far.</summary>
    public string Said()
    {
        lock (_said)
            return _said.ToString();
    }

    /// <summary>SIGKILL.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends it in order.</summary>
    public async Task Stop()
    {
        (await Http.PostAsync(new Uri(Endpoint, "/_local/shutdown"), null)).EnsureSuccessStatusCode();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
    }

    /// <summary>What it says of itself.</summary>
    public async Task<JsonElement> Health() =>
        JsonDocument.Parse(await Http.GetStringAsync(new Uri(Endpoint, "/_local/health"), TestContext.Current.CancellationToken)).RootElement;

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await Kill();
        _process.Dispose();
        Http.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (_said)
            _said.AppendLine(line);
        if (Up().Match(line) is { Success: true } up)
            _up.TrySetResult(new Uri(up.Groups[1].Value));
    }

    [GeneratedRegex("^local cloud at (http://[^ ]+) ")]
    private static partial Regex Up();
}
