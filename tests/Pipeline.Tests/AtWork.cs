using System.Runtime.InteropServices;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using NSubstitute;

namespace Bundt.Pipeline.Tests;

/// <summary>A run in a home of its own, and stand-ins for the two gateways that most of its steps work with.</summary>
public abstract class AtWork : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("bundt-pipeline-");

    protected AtWork() => Context = Some.Run(Cancellation, _home.FullName);

    protected Cancellation Cancellation { get; } = new();

    protected ReleaseContext Context { get; private set; }

    protected IServerGroups Groups { get; } = Substitute.For<IServerGroups>();

    protected ITraffic Traffic { get; } = Substitute.For<ITraffic>();

    /// <summary>The same run, asked for with more options.</summary>
    protected ReleaseContext With(params string[] options) => Some.Run(Cancellation, _home.FullName, options);

    /// <summary>Begins the run with these options instead.</summary>
    protected void BeginWith(params string[] options) => Context = With(options);

    /// <summary>Stops the run at its next safe point.</summary>
    protected void Stop() => Cancellation.Hear(PosixSignal.SIGTERM);

    public virtual void Dispose()
    {
        Cancellation.Dispose();
        _home.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
