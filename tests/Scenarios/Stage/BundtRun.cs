using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Bundt.Scenarios.Stage;

/// <summary>A run of build.sh, as somebody at a terminal would start it.</summary>
public sealed class BundtRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Starts it.</summary>
    /// <param name="folder">Bundt's own folder.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="through">A program, with arguments, that starts it; none for itself.</param>
    public BundtRun(string folder, IReadOnlyList<string> arguments, IReadOnlyList<string>? through = null)
    {
        // A process group of its own, as a job of an interactive shell has: Ctrl-C reaches the whole of it.
        string[] command = ["--default-signal", "setsid", .. through ?? [], Path.Combine(folder, "build.sh"), .. arguments];
        var start = new ProcessStartInfo("env", command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data, isError: false);
        _process.ErrorDataReceived += (_, line) => Note(line.Data, isError: true);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to standard output, so far.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>All that it wrote, so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public int Id => _process.Id;

    public bool Ended => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public TimeSpan Took { get; private set; }

    /// <summary>Waits for its end.</summary>
    /// <param name="patience">For how long; for so long that any other run has ended without it.</param>
    public async Task<BundtRun> End(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"build.sh did not end within {(patience ?? Patience).TotalMinutes} minutes; it said:{Environment.NewLine}{Output}");
        }

        Took = _clock.Elapsed;
        return this;
    }

    /// <summary>Asks it to end, as a build server does.</summary>
    public Task Terminate() => Programs.Run("kill", "-TERM", _process.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ctrl-C: the signal that a terminal sends to the whole process group in the foreground.</summary>
    public Task Interrupt() => Programs.Run("kill", "-INT", "--", string.Create(CultureInfo.InvariantCulture, $"-{_process.Id}"));

    /// <summary>Makes it stand still, as a computer that is put to sleep does.</summary>
    public Task Freeze() => Programs.Run("kill", "-STOP", _process.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Lets it go on.</summary>
    public Task Thaw() => Programs.Run("kill", "-CONT", _process.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends it and all that it started at once, as a computer that goes down does.</summary>
    public async Task Kill()
    {
        _process.Kill(entireProcessTree: true);
        await End();
    }

    private void Note(string? line, bool isError)
    {
        if (line is null)
            return;
        lock (_output)
        {
            _output.AppendLine(line);
            if (!isError)
                Answer += line + "\n";
        }
    }
}
