using System.Collections.Concurrent;
using Cake.Core;
using Cake.Core.IO;
using Cake.Docker;

namespace Bundt.Cloud.Docker;

/// <summary>docker, as Cake.Docker runs it: whose calls return when it has ended, and leave errors to be read where the build prints its own.</summary>
internal sealed class DockerCall(ICakeContext context)
{
    /// <summary>Whether there is a docker to run.</summary>
    public bool IsThere => Program is not null;

    // Cake looks for tools below the working directory first, and fails where that is the root of the file system.
    private string? Program => Find("docker") ?? Find("docker.exe");

    /// <summary>Asks it something.</summary>
    /// <param name="command">The command, its arguments quoted where they have to be.</param>
    public Task<DockerAnswer> Asked(string command) => Call(new DockerCustomCommandSettings(), settings => [.. context.DockerCustomCommand(settings, command)]);

    /// <summary>Fetches an image.</summary>
    public Task<DockerAnswer> Pulled(string image) => Call(new DockerImagePullSettings(), settings =>
    {
        settings.SetupProcessSettings += Silence;
        context.DockerPull(settings, image);
        return [];
    });

    /// <summary>Asks a container to end, with SIGTERM, and waits until it has; one that is not there is fine.</summary>
    /// <param name="container">The container.</param>
    /// <param name="grace">When it is ended by force; null for never (docker's -1).</param>
    public Task<DockerAnswer> Stop(string container, TimeSpan? grace) => Call(new DockerContainerStopSettings { Time = (int?)grace?.TotalSeconds ?? -1 }, settings =>
    {
        settings.SetupProcessSettings += Silence;
        context.DockerStop(settings, container);
        return [];
    });

    /// <summary>Removes a container by force; one that is not there is fine.</summary>
    public Task<DockerAnswer> Remove(string container) => Call(new DockerContainerRmSettings { Force = true, Volumes = true }, settings =>
    {
        settings.SetupProcessSettings += Silence;
        context.DockerRm(settings, container);
        return [];
    });

    /// <summary>Runs a container to its end.</summary>
    /// <param name="order">What runs in it.</param>
    /// <param name="line">Is told each line of output and of errors, when it is written.</param>
    /// <returns>The exit code: the command's, or docker's own.</returns>
    public Task<int> Run(ContainerOrder order, Action<string> line)
    {
        var (code, told) = (0, new Lock());
        order.Settings.ToolPath = Program;
        order.Settings.HandleExitCode = ended =>
        {
            code = ended;
            return true;
        };
        order.Settings.SetupProcessSettings = process =>
        {
            (process.RedirectStandardOutput, process.RedirectedStandardOutputHandler) = (true, Tell);
            (process.RedirectStandardError, process.RedirectedStandardErrorHandler) = (true, Tell);
            process.EnvironmentVariables ??= new Dictionary<string, string?>();
            foreach (var (name, value) in order.Variables)
                process.EnvironmentVariables[name] = value;
        };
        string[] arguments = [.. order.Arguments.Select(argument => new ProcessArgumentBuilder().AppendQuoted(argument).Render())];
        return Task.Run(() =>
        {
            context.DockerRunWithoutResult(order.Settings, order.Image, arguments[0], arguments[1..]);
            return code;
        });

        // Nothing is kept for Cake, which would hold all of it.
        string? Tell(string? text)
        {
            if (text is not null)
            {
                lock (told)
                    line(text);
            }

            return null;
        }
    }

    private string? Find(string name) => Command.Find(name, context.Environment.GetEnvironmentVariable("PATH"));

    private static void Silence(ProcessSettings process) => (process.RedirectStandardOutput, process.RedirectedStandardOutputHandler) = (true, _ => null);

    private Task<DockerAnswer> Call<T>(T settings, Func<T, IReadOnlyList<string>> call) where T : AutoToolSettings
    {
        var errors = new ConcurrentQueue<string>();
        settings.ToolPath = Program;
        settings.SetupProcessSettings = process =>
        {
            process.RedirectStandardError = true;
            process.RedirectedStandardErrorHandler = text =>
            {
                if (!string.IsNullOrWhiteSpace(text))
                    errors.Enqueue(text.Trim());
                return null;
            };
        };
        return Task.Run(() =>
        {
            try
            {
                return new DockerAnswer(call(settings), null);
            }
            catch (CakeException failed)
            {
                return new DockerAnswer([], errors.LastOrDefault() ?? failed.Message);
            }
        });
    }
}
