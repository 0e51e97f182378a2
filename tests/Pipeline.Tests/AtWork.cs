using System.Runtime.InteropServices;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using NSubstitute;

namespace Bundt.Pipeline.Tests;

/// <summary>A run in a home of its own, and stand-ins for the two gateways that most of its steps work with.</summary>
public abstract class AtWork : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("bundt-pipeline-");
    private readonly Cancellation _cancellation = new();

    protected AtWork() => Context = Some.Run(_cancellation, _home.FullName);

    protected ReleaseContext Context { get; private set; }

    protected IServerGroups Groups { get; } = Substitute.For<IServerGroups>();

    protected ITraffic Traffic { get; } = Substitute.For<ITraffic>();

    /// <summary>The same run, asked for with more options.</summary>
    protected ReleaseContext With(params string[] options) => Some.Run(_cancellation, _home.FullName, options);

    /// <summary>Begins the run with these options instead.</summary>
    protected void BeginWith(params string[] options) => Context = With(options);

    /// <summary>Stops the run at its next safe point.</summary>
    protected void Stop() => _cancellation.Hear(PosixSignal.SIGTERM);

    public void Dispose()
    {
        _cancellation.Dispose();
        _home.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
