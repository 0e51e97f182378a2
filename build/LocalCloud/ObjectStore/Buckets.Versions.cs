using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.ObjectStore;

/// <content>
/// What a bucket with versioning keeps of objects that were replaced or deleted. Source: "How S3 Versioning works", Amazon S3 User Guide.
/// </content>
public sealed partial class Buckets
{
    private const string OldEntry = ".version";
    private const string Unversioned = "null";
    private readonly ConcurrentDictionary<string, ImmutableList<StoredObject>> _old = new();

    /// <summary>All versions of a bucket's objects: by key, the newest first; with whether it is the one that is current.</summary>
    /// <exception cref="AwsError"><c>NoSuchBucket</c>.</exception>
    public IEnumerable<(StoredObject Version, bool IsLatest)> Versions(string bucket) => Objects(bucket).Values.Concat(Old(bucket))
        .GroupBy(version => version.Key)
        .OrderBy(versions => versions.Key, StringComparer.Ordinal)
        .SelectMany(versions => versions.Select((version, place) => (version, place == 0)));

    /// <summary>The version of an object.</summary>
    /// <exception cref="AwsError"><c>NoSuchVersion</c>, <c>NoSuchBucket</c>, <c>MethodNotAllowed</c> for a delete marker.</exception>
    public StoredObject Find(string bucket, string key, string version) =>
        Objects(bucket).Values.Concat(Old(bucket)).FirstOrDefault(known => known.Key == key && Id(known) == version) switch
        {
            null => throw new AwsError("NoSuchVersion", "The specified version does not exist.", 404),
            { IsDeleteMarker: true } => throw new AwsError("MethodNotAllowed", "The specified method is not allowed against this resource.", 405),
            var found => found,
        };

    /// <summary>Removes a version for good; the one before it becomes current if it was. One that is not there is removed already.</summary>
    /// <exception cref="AwsError"><c>NoSuchBucket</c>.</exception>
    public void Delete(string bucket, string key, string version)
    {
        lock (_gate)
        {
            var objects = Objects(bucket);
            var versions = Versions(bucket).Select(known => known.Version).Where(known => known.Key == key).ToList();
            if (versions.Find(known => Id(known) == version) is not { } goes)
                return;
            if (objects.GetValueOrDefault(key) == goes)
            {
                File.Delete(EntryOf(bucket, key));
                _buckets[bucket] = objects = objects.Remove(key);
            }
            else
            {
                DropOld(bucket, goes);
            }

            if (!goes.IsDeleteMarker)
                File.Delete(Path.Combine(_folder, bucket, goes.File));
            if (objects.ContainsKey(key) || versions.Find(known => known != goes) is not { IsDeleteMarker: false } next)
                return;
            WriteEntry(EntryOf(bucket, key), next);
            _buckets[bucket] = objects.SetItem(key, next);
            DropOld(bucket, next);
        }
    }

    private static string Id(StoredObject version) => version.VersionId ?? Unversioned;

    private static string OldFile(StoredObject version) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version.Key)))}-{Id(version)}{OldEntry}";

    private static void WriteEntry(string file, StoredObject stored)
    {
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(stored));
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Enabled, Suspended, or null.</summary>
    private string? Versioning(string bucket) => Setting(bucket, BucketSetting.Versioning) is { } text ? XElement.Parse(text).Element("Status")?.Value : null;

    private string? NewVersion(string bucket) => Versioning(bucket) == "Enabled" ? Ids.Suffix() : null;

    private StoredObject? Marker(string bucket, string key) => Versioning(bucket) is null
        ? null
        : new StoredObject(key, "", 0, "", _time.GetUtcNow(), new Dictionary<string, string>()) { VersionId = NewVersion(bucket), IsDeleteMarker = true };

    /// <summary>Keeps what was current, or removes it. A version without an id is in the place of the one before it that had none.</summary>
    private void Retire(string bucket, StoredObject? was, StoredObject? now)
    {
        if (was is not null && (now?.VersionId ?? was.VersionId) is not null)
            Keep(bucket, was);
        else if (was is not null)
            File.Delete(Path.Combine(_folder, bucket, was.File));
        if (now is not { VersionId: null } || Old(bucket).Find(known => known.Key == now.Key && known.VersionId is null) is not { } before)
            return;
        DropOld(bucket, before);
        if (!before.IsDeleteMarker)
            File.Delete(Path.Combine(_folder, bucket, before.File));
    }

    private ImmutableList<StoredObject> Old(string bucket) => _old.GetValueOrDefault(bucket, []);

    private void Keep(string bucket, StoredObject version)
    {
        WriteEntry(Path.Combine(_folder, bucket, OldFile(version)), version);
        _old[bucket] = Old(bucket).Insert(0, version);
    }

    private void DropOld(string bucket, StoredObject version)
    {
        File.Delete(Path.Combine(_folder, bucket, OldFile(version)));
        _old[bucket] = Old(bucket).Remove(version);
    }
}
