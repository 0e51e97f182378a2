using System.Text.RegularExpressions;
using Bundt.Cloud;
using Bundt.Cloud.Access;
using Bundt.Cloud.Servers;
using Bundt.Cloud.Tests;
using Bundt.Cloud.Tests.Runs;
using Bundt.Cloud.Tests.Sources;
using Bundt.Cloud.Traffic;
using Bundt.Domain;
using Bundt.LocalCloud.Tests;
using Bundt.Pipeline.Entry;
using Bundt.View;
using Cake.Core;
using Cake.Core.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>What one failure is provoked on, and how a person is told of it.</summary>
internal sealed class Ground(RunningCloud cloud) : AtWork
{
    // What is otherwise at each time.
    private static readonly (string Form, string Shown)[] Chances =
    [
        (@"127\.0\.0\.1:[0-9]+", "127.0.0.1:PORT"), (@"\(request [^)]+\)", "(request ID)"), (@"\b(sg|subnet)-[0-9a-f]{17}\b", "$1-ID"), (@"/[0-9a-f]{16}\b", "/ID"),
        (@"\b[0-9]+\.[0-9] s\b", "N s"), (@"\b[0-9]+ of [0-9]+ probes\b", "N of N probes"), (@"\([0-9.]+ %, allowed", "(N %, allowed"), (@"\b[0-9]{2}:[0-9]{2}:[0-9]{2}\b", "HH:MM:SS"),
    ];

    private readonly Folder _folder = new();
    private readonly Lazy<Repositories> _git = new();
    private readonly Lazy<FakeDocker> _docker = new();

    public RunningCloud Cloud { get; } = cloud;

    public ReleaseContext Run => Context;

    public new IServerGroups Groups => base.Groups;

    public new ITraffic Traffic => base.Traffic;

    public Folder Folder => _folder;

    public Repositories Git => _git.Value;

    public FakeDocker Docker => _docker.Value;

    public ReleaseView View { get; } = new(TextWriter.Null);

    public Poll Poll { get; } = new(TimeProvider.System);

    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public Cancellation Stopping => Cancellation;

    public void Begin(params string[] options) => BeginWith(options);

    public new void Stop() => base.Stop();

    /// <summary>Changes the run's environment file, which is read at first use.</summary>
    public void Settings(string old, string @new)
    {
        var file = Path.Combine(Run.Settings.Home.Team, "environments", "prod.yaml");
        var text = File.ReadAllText(file);
        text.ShouldContain(old);
        File.WriteAllText(file, text.Replace(old, @new, StringComparison.Ordinal));
    }

    /// <summary>An environment of that name on the local cloud, and a run that may write there.</summary>
    public async Task<ARun> There(string name, Func<Domain.Environments.ReleaseEnvironment, Domain.Environments.ReleaseEnvironment>? change = null, string? secret = null)
    {
        var environment = await ARun.Environment(Cloud, name);
        return new(Cloud, change?.Invoke(environment) ?? environment, new FakeTimeProvider(DateTimeOffset.UtcNow), "run-1", secret: secret);
    }

    /// <summary>Provokes it.</summary>
    /// <returns>What it is, and the whole text that a person sees.</returns>
    public async Task<(Problem Problem, string Text)> Tell(Failure failure)
    {
        try
        {
            Begin([.. failure.Options]);
            await (failure is { Step: null, IsSetup: false } ? failure.Provoke(this) : Walk(failure));
        }
        catch (Problem told)
        {
            return (told, Plain($"Error: {told.Message}"));
        }

        throw new ShouldAssertException($"nothing failed: {failure.Situation}");
    }

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
        if (_git.IsValueCreated)
            _git.Value.Dispose();
        if (_docker.IsValueCreated)
            _docker.Value.Dispose();
    }

    // As Cake runs a target: what ends it goes the way that it goes in a run.
    private async Task Walk(Failure failure)
    {
        var execution = new RunExecution(Substitute.For<ICakeLog>(), Substitute.For<ICakeReportPrinter>(), Cancellation, Run);
        if (failure.IsStopped)
            Stop();
        if (failure.Step is not { } step)
        {
            execution.PerformSetup(_ => failure.Provoke(this).GetAwaiter().GetResult(), Substitute.For<ISetupContext>());
            return;
        }

        Targets.Names.ShouldContain(step);
        var task = new CakeTask(step);
        task.Actions.Add(_ => failure.Provoke(this));
        if (!failure.IsSetup)
        {
            await execution.ExecuteAsync(task, Run);
            return;
        }

        var info = Substitute.For<ITaskSetupContext>();
        info.Task.Returns(task);
        execution.PerformTaskSetup(_ => failure.Provoke(this).GetAwaiter().GetResult(), info);
    }

    // Nothing of this computer, nor of this hour.
    private string Plain(string text)
    {
        (string Found, string Shown)[] places =
        [
            (Run.Settings.Home.Team, "HOME"), (_folder.Path, "FOLDER"), (_git.IsValueCreated ? Git.Root : "-", "FOLDER"), (Run.Settings.Home.Bundt, "BUNDT"), (Run.Settings.Run, "RUN"),
            ($"Let {Environment.UserName} use it (usermod -aG docker {Environment.UserName},", "Let USER use it (usermod -aG docker USER,"),
        ];
        text = places.Where(place => place.Found.Length > 1).Aggregate(text, (shown, place) => shown.Replace(place.Found, place.Shown, StringComparison.Ordinal));
        return Chances.Aggregate(text, (shown, chance) => Regex.Replace(shown, chance.Form, chance.Shown));
    }
}
