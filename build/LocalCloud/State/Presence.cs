namespace Bundt.LocalCloud.State;

/// <summary>
/// Knows whether the last server was stopped or killed: while one runs, there is a file that it touches every second; a stopped one has
/// removed it.
/// </summary>
public sealed partial class Presence : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private readonly string _file;
    private readonly TimeProvider _time;

    /// <summary>Sees what the last server left.</summary>
    public Presence(Options options, TimeProvider time, ILogger<Presence> log)
    {
        (_file, _time) = (Path.Combine(options.StateDirectory, "running"), time);
        if (!File.Exists(_file))
            return;
        Outage = new Outage(File.GetLastWriteTimeUtc(_file), time.GetUtcNow());
        Back(log, Outage.LastSeen, Outage.Seconds);
    }

    /// <summary>The outage that this server ended, or null when the last one was stopped in order.</summary>
    public Outage? Outage { get; }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        File.Delete(_file);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Beat, _time);
        do
            Touch();
        while (await beat.WaitForNextTickAsync(stoppingToken));
    }

    private void Touch()
    {
        try
        {
            using var file = File.Open(_file, FileMode.OpenOrCreate);
            File.SetLastWriteTimeUtc(file.SafeFileHandle, _time.GetUtcNow().UtcDateTime);
        }
        catch (IOException)
        {
            // On a full disk the next outage looks longer than it was.
        }
    }

    [LoggerMessage(LogLevel.Warning, "back after an outage: last seen at {LastSeen:O}, gone for {Seconds} s at most; what was up comes up again")]
    private static partial void Back(ILogger log, DateTimeOffset lastSeen, double seconds);
}
