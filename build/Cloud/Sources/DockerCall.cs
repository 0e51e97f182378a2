using System.Collections.Concurrent;
using Cake.Core;
using Cake.Core.IO;
using Cake.Docker;

namespace Bundt.Cloud.Sources;

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

    /// <summary>Asks a container to end, which it does or is made to; one that is not there is fine.</summary>
    public Task<DockerAnswer> Stop(string container, int graceSeconds) => Call(new DockerContainerStopSettings { Time = graceSeconds }, settings =>
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

    /// <summary>Runs a command with a container's shell, which is its entry point.</summary>
    /// <param name="settings">How.</param>
    /// <param name="image">The image.</param>
    /// <param name="command">The command.</param>
    /// <param name="line">Is told each line of output and of errors, when it is written.</param>
    /// <returns>The exit code: the command's, or docker's own.</returns>
    public Task<int> Run(DockerContainerRunSettings settings, string image, string command, Action<string> line)
    {
        var (code, told) = (0, new Lock());
        settings.ToolPath = Program;
        settings.HandleExitCode = ended =>
        {
            code = ended;
            return true;
        };
        settings.SetupProcessSettings = process =>
        {
            (process.RedirectStandardOutput, process.RedirectedStandardOutputHandler) = (true, Tell);
            (process.RedirectStandardError, process.RedirectedStandardErrorHandler) = (true, Tell);
        };
        return Task.Run(() =>
        {
            context.DockerRunWithoutResult(settings, image, "-c", new ProcessArgumentBuilder().AppendQuoted(command).Render());
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
