using System.Runtime.InteropServices;
using Bundt.Domain;
using Cake.Core;

namespace Bundt.Cloud.Docker;

/// <summary>Runs commands in containers, by the Docker of this computer.</summary>
public sealed partial class Containers(ICakeContext context, Poll poll)
{
    // What docker ends with when it has run nothing: it could not, or there is no such program, or none that can be run.
    private static readonly int[] NotRun = [125, 126, 127];

    // What a program ends with whom SIGTERM has ended.
    private const int Terminated = 143;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly DockerCall _docker = new(context);

    /// <summary>
    /// Makes sure that there is a Docker that answers, and that it has an image; fetches the image where it is not there yet. Removes what runs
    /// that were killed have left.
    /// </summary>
    /// <param name="use">What for.</param>
    /// <param name="image">The image.</param>
    /// <param name="isOver">Tells whether the run of that id is over.</param>
    /// <param name="line">Is told of what it fetches and removes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Problem">There is none; the message says how to mend that.</exception>
    public async Task Demand(ContainerUse use, string image, Func<string, bool> isOver, Action<string> line, CancellationToken cancellation)
    {
        var problem = new DockerProblem(use, image);
        if (!_docker.IsThere)
            throw problem.Missing();
        if ((await Soon("version --format {{.Server.Version}}", cancellation)).Error is { } silent)
            throw problem.Silent(silent);
        var all = await Soon($"ps --all --filter label={use.Label} --format {{{{.Names}}}}", cancellation);
        foreach (var left in all.Lines.Where(name => isOver(name[use.Prefix.Length..])))
            await Sweep(use, left, line).WaitAsync(cancellation);
        if ((await Soon($"image inspect --format {{{{.Id}}}} {image}", cancellation)).Error is null)
            return;

        line($"pulling {image}");
        if ((await _docker.Pulled(image).WaitAsync(cancellation)).Error is { } absent)
            throw problem.NoImage(absent);
    }

    /// <summary>Runs a container: no right that the user has not, nothing of it left.</summary>
    /// <param name="order">What runs in it.</param>
    /// <param name="line">Is told each line of output and of errors.</param>
    /// <param name="cancellation">Asks it to end, and waits until it has, as long as its use grants; the exit code is then its own.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="Problem">Docker could not run it.</exception>
    /// <exception cref="OperationCanceledException">It did not end in its time, and was ended by force.</exception>
    internal async Task<int> Run(ContainerOrder order, Action<string> line, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return Terminated;
        var settings = order.Settings;
        (settings.CapDrop, settings.SecurityOpt) = (["ALL"], ["no-new-privileges"]);
        (settings.Init, settings.Rm, settings.User) = (true, true, await User());
        (settings.Name, settings.Label) = (order.Name, [order.Use.Label]);
        string? refusal = null;
        var running = _docker.Run(order, text =>
        {
            if (text.StartsWith("docker: ", StringComparison.Ordinal))
                refusal = text["docker: ".Length..];
            line(text);
        });
        await ((Task)running.WaitAsync(cancellation)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await End(order, running);
        if (!running.IsCompleted)
            throw new OperationCanceledException(cancellation);
        var code = await running;
        return NotRun.Contains(code) && refusal is not null ? throw new DockerProblem(order.Use, order.Image).NotRun(refusal) : code;
    }

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

    // The present user, so that what is written is theirs. Without root's rights Docker has them in the container as root already.
    private async Task<string?> User()
    {
        if (OperatingSystem.IsWindows())
            return null;
        var info = await Soon("info --format {{.SecurityOptions}}", CancellationToken.None);
        return info.Lines.Any(text => text.Contains("name=rootless", StringComparison.Ordinal)) ? null : $"{UserId()}:{GroupId()}";
    }

    private async Task Sweep(ContainerUse use, string left, Action<string> line)
    {
        // What has something to clean up is given its time, as if its run had been asked to end.
        if (use.Grace is null)
        {
            line($"the container {left} is ended, and cleans up: a run that was killed had left it");
            await _docker.Stop(left, use.Grace);
        }

        await _docker.Remove(left);
        line($"the container {left} removed: a run that was killed had left it");
    }

    // Asked again until docker has ended: it may not have made the container yet when the first question comes.
    private async Task End(ContainerOrder order, Task<int> running)
    {
        using var limit = new CancellationTokenSource(order.Use.Grace is null ? Timeout.InfiniteTimeSpan : Patience);
        using var pace = poll.Every(Pause);
        while (!running.IsCompleted && !limit.IsCancellationRequested)
        {
            await _docker.Stop(order.Name, order.Use.Grace);
            await Task.WhenAny(running, pace.WaitForNextTickAsync(CancellationToken.None).AsTask());
        }

        if (running is { IsCompletedSuccessfully: true, Result: 0 })
            return;
        // Docker may have been ended, and the container not.
        if (order.Use.Grace is null)
            await _docker.Stop(order.Name, order.Use.Grace);
        await _docker.Remove(order.Name);
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint UserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    private static partial uint GroupId();
}
