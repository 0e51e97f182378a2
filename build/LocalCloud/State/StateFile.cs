using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bundt.LocalCloud.State;

/// <summary>Keeps the state of all regions in one file, written whole shortly after each change, so that it survives a restart.</summary>
public sealed class StateFile : IHostedService, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Lock _writer = new();
    private readonly Cloud _cloud;
    private readonly string _file;
    private readonly ILogger<StateFile> _log;
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private Task _writing = Task.CompletedTask;

    /// <summary>Loads what the file holds into the cloud.</summary>
    public StateFile(Cloud cloud, Options options, ILogger<StateFile> log)
    {
        (_cloud, _log) = (cloud, log);
        _file = Path.Combine(options.StateDirectory, "state.json");
        if (File.Exists(_file))
        {
            cloud.Load(Read(_file));
        }

        cloud.Changed += Note;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writing = Task.Run(WriteWhenChanged, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _cloud.Changed -= Note;
        await _stop.CancelAsync();
        await _writing;
        Write();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _changed.Dispose();
        _stop.Dispose();
    }

    /// <summary>Writes the file now, for changes that raise no event.</summary>
    public void Write()
    {
        try
        {
            lock (_writer)
            {
                var fresh = _file + ".new";
                using (var stream = File.Create(fresh))
                    JsonSerializer.Serialize(stream, _cloud.Regions.ToArray(), Json);
                File.Move(fresh, _file, overwrite: true);
            }
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            // A full disk or a removed folder must not end the server; the next change tries again.
            _log.LogError(broken, "the state could not be written to {File}", _file);
        }
    }

    private static Region[] Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize<Region[]>(stream, Json) ?? [];
        }
        catch (JsonException unreadable)
        {
            throw new IOException(
                $"{file} was written by another version of the local cloud; remove {Path.GetDirectoryName(file)} to begin anew ({unreadable.Path})", unreadable);
        }
    }

    private void Note(Region before, Region after)
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is already known that something changed.
        }
    }

    private async Task WriteWhenChanged()
    {
        try
        {
            while (true)
            {
                await _changed.WaitAsync(_stop.Token);
                await Task.Delay(Pause, _stop.Token);
                Write();
            }
        }
        catch (OperationCanceledException)
        {
            // The last write comes with the stop.
        }
    }
}
