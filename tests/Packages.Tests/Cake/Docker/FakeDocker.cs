using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;
using NSubstitute;
using Path = System.IO.Path;

namespace Bundt.Packages.Tests.Docker;

/// <summary>A program named docker, on a path that holds nothing else, that writes down the arguments it is given.</summary>
public sealed class FakeDocker : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bundt-docker-");

    public FakeDocker()
    {
        File.CreateSymbolicLink(Below("docker"), Path.Combine(AppContext.BaseDirectory, "Cake", "Docker", "docker.sh"));
        Prints();
        EndsWith(exitCode: 0);

        var log = new NullLog();
        var files = new FileSystem();
        var environment = Substitute.For<ICakeEnvironment>();
        environment.Platform.Returns(new CakePlatform());
        environment.Runtime.Returns(new CakeRuntime());
        environment.WorkingDirectory.Returns(new DirectoryPath(_folder.FullName));
        environment.GetEnvironmentVariable("PATH").Returns(_folder.FullName);
        var configuration = new CakeConfiguration(new Dictionary<string, string>());
        var tools = new ToolLocator(
            environment,
            new ToolRepository(environment),
            new ToolResolutionStrategy(files, environment, new Globber(files, environment), configuration, log));

        Context = Substitute.For<ICakeContext>();
        Context.FileSystem.Returns(files);
        Context.Environment.Returns(environment);
        Context.Tools.Returns(tools);
        Context.ProcessRunner.Returns(new ProcessRunner(files, environment, log, tools, configuration));
    }

    public ICakeContext Context { get; }

    /// <summary>The arguments of the last run, each between bars.</summary>
    public string Arguments => "|" + string.Concat(File.ReadLines(Below("arguments")).Select(argument => argument + "|"));

    public void Prints(params string[] lines) => File.WriteAllLines(Below("prints"), lines);

    public void EndsWith(int exitCode) => File.WriteAllText(Below("exit-code"), $"{exitCode}");

    public void IsMissing() => File.Delete(Below("docker"));

    /// <summary>Goes by another name, which only who knows its path finds.</summary>
    public FilePath IsNamed(string name)
    {
        File.Move(Below("docker"), Below(name));
        return Below(name);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Below(string name) => Path.Combine(_folder.FullName, name);
}
