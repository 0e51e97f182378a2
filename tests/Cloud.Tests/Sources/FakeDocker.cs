using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;
using NSubstitute;

namespace Bundt.Cloud.Tests.Sources;

/// <summary>A program named docker, on a path that holds nothing else: a shell script that a test writes, after it has written its arguments down.</summary>
public sealed class FakeDocker : IDisposable
{
    private readonly Folder _folder = new();

    public FakeDocker()
    {
        Does("true");
        var (log, files, environment) = (new NullLog(), new FileSystem(), Substitute.For<ICakeEnvironment>());
        environment.Platform.Returns(new CakePlatform());
        environment.Runtime.Returns(new CakeRuntime());
        // Where Cake's own search for tools fails, and where runs that a service begins often are.
        environment.WorkingDirectory.Returns(new DirectoryPath("/"));
        environment.GetEnvironmentVariable("PATH").Returns(_folder.Path);
        var configuration = new CakeConfiguration(new Dictionary<string, string>());
        var tools = new ToolLocator(
            environment, new ToolRepository(environment), new ToolResolutionStrategy(files, environment, new Globber(files, environment), configuration, log));
        Context = Substitute.For<ICakeContext>();
        Context.FileSystem.Returns(files);
        Context.Environment.Returns(environment);
        Context.Tools.Returns(tools);
        Context.ProcessRunner.Returns(new ProcessRunner(files, environment, log, tools, configuration));
    }

    public ICakeContext Context { get; }

    /// <summary>The arguments of every call, each between bars.</summary>
    public IReadOnlyList<string> Calls => File.Exists(_folder.Below("calls"))
        ? [.. File.ReadAllText(_folder.Below("calls")).Split("\0\0\n", StringSplitOptions.RemoveEmptyEntries).Select(call => call.Replace('\0', '|'))]
        : [];

    /// <summary>What it does from now on: a script that finds its command in <c>$1</c>.</summary>
    public void Does(string script) => _folder.Script("docker", $"cd '{_folder.Path}'\nfor a; do printf '%s\\0' \"$a\"; done >>calls; printf '\\0\\n' >>calls\n{script}\n");

    /// <summary>Puts an empty file into the folder that it works in.</summary>
    public void Gets(string file) => _folder.Write(file, "");

    public void IsMissing() => File.Delete(_folder.Below("docker"));

    public void Dispose() => _folder.Dispose();
}
