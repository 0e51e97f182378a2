using System.Runtime.InteropServices;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Cake.Core;
using Cake.Docker;

namespace Bundt.Cloud.Sources;

/// <summary>Runs commands in containers, by the Docker of this computer.</summary>
public sealed partial class Containers(ICakeContext context)
{
    private const string Folder = "/checkout";
    private const string Prefix = "bundt-test-";
    private const string Label = "bundt.tests";

    // What docker ends with when it has run nothing: it could not, or there is no such program, or none that can be run.
    private static readonly int[] NotRun = [125, 126, 127];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private const int GraceSeconds = 10;

    private readonly DockerCall _docker = new(context);

    /// <summary>
    /// Makes sure that there is a Docker that answers, and that it has an image; fetches the image where it is not there yet. Removes what runs
    /// that were killed have left.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="isOver">Tells whether the run of that id is over.</param>
    /// <param name="line">Is told of what it fetches and removes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Problem">There is none; the message says how to mend that.</exception>
    public async Task Demand(string image, Func<string, bool> isOver, Action<string> line, CancellationToken cancellation)
    {
        if (!_docker.IsThere)
            throw DockerProblem.Missing(image);
        if ((await Soon("version --format {{.Server.Version}}", cancellation)).Error is { } silent)
            throw DockerProblem.Silent(image, silent);
        foreach (var left in (await Soon($"ps --all --filter label={Label} --format {{{{.Names}}}}", cancellation)).Lines.Where(name => isOver(name[Prefix.Length..])))
        {
            await _docker.Remove(left);
            line($"the container {left} removed: a run that was killed had left it");
        }

        if ((await Soon($"image inspect --format {{{{.Id}}}} {image}", cancellation)).Error is null)
            return;

        line($"pulling {image}");
        if ((await _docker.Pulled(image).WaitAsync(cancellation)).Error is { } absent)
            throw DockerProblem.NoImage(image, absent);
    }

    /// <summary>Runs a command with the image's shell, in a folder that the container shares with this computer.</summary>
    /// <param name="place">The container.</param>
    /// <param name="run">The id of the run that it is for, which it is named with.</param>
    /// <param name="folder">The folder; what the command writes in it is the present user's.</param>
    /// <param name="command">The command.</param>
    /// <param name="line">Is told each line of output and of errors.</param>
    /// <param name="cancellation">Ends the container.</param>
    /// <returns>The command's exit code.</returns>
    /// <exception cref="Problem">Docker could not run it.</exception>
    /// <exception cref="OperationCanceledException">It was ended, and is gone.</exception>
    public async Task<int> Run(TestContainer place, string run, string folder, string command, Action<string> line, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (name, refusal) = (Prefix + run, (string?)null);
        var settings = Settings(place, name, folder, await User(cancellation));
        var running = _docker.Run(settings, place.Image, command, text =>
        {
            if (text.StartsWith("docker: ", StringComparison.Ordinal))
                refusal = text["docker: ".Length..];
            line(text);
        });
        try
        {
            var code = await running.WaitAsync(cancellation);
            return NotRun.Contains(code) && refusal is not null ? throw DockerProblem.NotRun(place.Image, refusal) : code;
        }
        finally
        {
            await End(name, running);
        }
    }

    /// <summary>How the container is run: no network unless asked, no right that the user has not, nothing of it left.</summary>
    internal static DockerContainerRunSettings Settings(TestContainer place, string name, string folder, string? user) => new()
    {
        CapDrop = ["ALL"],
        Cpus = (ulong?)place.Cpus,
        Entrypoint = "/bin/sh",
        // A user whom the image does not know has no home, and many tools want one.
        Env = [.. place.Variables.Append(new("HOME", "/tmp")).DistinctBy(variable => variable.Key).Select(variable => $"{variable.Key}={variable.Value}")],
        Init = true,
        Label = [Label],
        Memory = place.Memory,
        MemorySwap = place.Memory,
        Mount = [$"type=bind,source={folder},target={Folder}"],
        Name = name,
        Network = place.Network,
        PidsLimit = place.Pids,
        Rm = true,
        SecurityOpt = ["no-new-privileges"],
        User = user,
        Workdir = Folder,
    };

    private async Task<DockerAnswer> Soon(string question, CancellationToken cancellation)
    {
        try
        {
            return await _docker.Asked(question).WaitAsync(Patience, cancellation);
        }
        catch (TimeoutException)
        {
            return new([], $"'docker {question}' took longer than {Patience.TotalSeconds:0} s.");
        }
    }

    // The present user, so that what the tests write is theirs. Without root's rights Docker has them in the container as root already.
    private async Task<string?> User(CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
            return null;
        var info = await Soon("info --format {{.SecurityOptions}}", cancellation);
        return info.Lines.Any(text => text.Contains("name=rootless", StringComparison.Ordinal)) ? null : $"{UserId()}:{GroupId()}";
    }

    // Asked again until docker has ended: it may not have made the container yet when the first question comes.
    private async Task End(string name, Task<int> running)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!running.IsCompleted && !limit.IsCancellationRequested)
        {
            await _docker.Stop(name, GraceSeconds);
            await Task.WhenAny(running, Task.Delay(Pause, CancellationToken.None));
        }

        // Docker may have been ended, and the container not.
        if (running is not { IsCompletedSuccessfully: true, Result: 0 })
            await _docker.Remove(name);
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint UserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    private static partial uint GroupId();
}
