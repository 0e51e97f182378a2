using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;

namespace Bundt.LocalCloud.ObjectStore;

/// <content>The settings of buckets: a file for each bucket that has some, beside the objects.</content>
public sealed partial class Buckets
{
    private readonly ConcurrentDictionary<string, ImmutableSortedDictionary<string, string>> _settings = new();

    /// <summary>A setting of a bucket as it was sent, or null.</summary>
    /// <exception cref="Wire.AwsError"><c>NoSuchBucket</c>.</exception>
    public string? Setting(string bucket, string name)
    {
        _ = Objects(bucket);
        return _settings.GetValueOrDefault(bucket)?.GetValueOrDefault(name);
    }

    /// <summary>Changes a setting of a bucket, or removes it (null).</summary>
    /// <exception cref="Wire.AwsError"><c>NoSuchBucket</c>.</exception>
    public void Set(string bucket, string name, string? text)
    {
        lock (_gate)
        {
            _ = Objects(bucket);
            var known = _settings.GetValueOrDefault(bucket, ImmutableSortedDictionary<string, string>.Empty);
            var after = text is null ? known.Remove(name) : known.SetItem(name, text);
            var file = SettingsOf(bucket);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file + ".new", JsonSerializer.Serialize(after));
            File.Move(file + ".new", file, overwrite: true);
            _settings[bucket] = after;
        }
    }

    private string SettingsOf(string bucket) => Path.Combine(Path.GetDirectoryName(_folder)!, "buckets", bucket + Entry);

    private void ReadSettings()
    {
        foreach (var bucket in _buckets.Keys.Where(bucket => File.Exists(SettingsOf(bucket))))
            _settings[bucket] = JsonSerializer.Deserialize<ImmutableSortedDictionary<string, string>>(File.ReadAllText(SettingsOf(bucket)))!;
    }

    private void Forget(string bucket)
    {
        _settings.TryRemove(bucket, out _);
        if (File.Exists(SettingsOf(bucket)))
            File.Delete(SettingsOf(bucket));
    }
}
