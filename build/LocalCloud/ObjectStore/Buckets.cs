using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>
/// Buckets and their objects, as files under the state folder. An object is a content file and an entry that names it; the entry appears
/// in one rename, so a write is there whole or not at all.
/// </summary>
public sealed partial class Buckets
{
    private const string Entry = ".json";
    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, ImmutableSortedDictionary<string, StoredObject>> _buckets = new();

    /// <summary>Reads what an earlier run has left.</summary>
    public Buckets(Options options, TimeProvider time)
    {
        _folder = Path.Combine(options.StateDirectory, "objects");
        _time = time;
        Directory.CreateDirectory(_folder);
        foreach (var bucket in Directory.EnumerateDirectories(_folder))
        {
            var objects = _buckets[Path.GetFileName(bucket)] = Directory.EnumerateFiles(bucket, "*" + Entry)
                .Select(file => JsonSerializer.Deserialize<StoredObject>(File.ReadAllText(file))!)
                .ToImmutableSortedDictionary(found => found.Key, found => found, StringComparer.Ordinal);
            var old = _old[Path.GetFileName(bucket)] = [.. Directory.EnumerateFiles(bucket, "*" + OldEntry)
                .Select(file => JsonSerializer.Deserialize<StoredObject>(File.ReadAllText(file))!)
                .OrderByDescending(version => version.LastModified)];
            Sweep(bucket, objects.Values.Concat(old));
        }

        ReadSettings();
    }

    /// <summary>The buckets' names with the times they were made at (UTC).</summary>
    public IEnumerable<(string Name, DateTimeOffset Created)> Names =>
        from name in _buckets.Keys.Order(StringComparer.Ordinal)
        select (name, new DateTimeOffset(Directory.GetCreationTimeUtc(Path.Combine(_folder, name))));

    /// <summary>The objects of a bucket by key, in the order of their bytes.</summary>
    /// <exception cref="AwsError"><c>NoSuchBucket</c>.</exception>
    public ImmutableSortedDictionary<string, StoredObject> Objects(string bucket) => _buckets.TryGetValue(bucket, out var objects)
        ? objects
        : throw new AwsError("NoSuchBucket", "The specified bucket does not exist", 404);

    /// <summary>The object of that key.</summary>
    /// <exception cref="AwsError"><c>NoSuchKey</c>, <c>NoSuchBucket</c>.</exception>
    public StoredObject Find(string bucket, string key) =>
        Objects(bucket).GetValueOrDefault(key) ?? throw new AwsError("NoSuchKey", "The specified key does not exist.", 404);

    /// <summary>Opens an object's content for reading.</summary>
    public Stream Open(string bucket, StoredObject found) => File.OpenRead(Path.Combine(_folder, bucket, found.File));

    /// <summary>Makes a bucket.</summary>
    /// <exception cref="AwsError"><c>InvalidBucketName</c>, <c>BucketAlreadyOwnedByYou</c>.</exception>
    public void Create(string bucket)
    {
        if (!BucketNames.IsPossible(bucket))
            throw new AwsError("InvalidBucketName", "The specified bucket is not valid.");
        lock (_gate)
        {
            if (_buckets.ContainsKey(bucket))
                throw new AwsError("BucketAlreadyOwnedByYou", "You have made the named bucket before, and own it.", 409);
            Directory.CreateDirectory(Path.Combine(_folder, bucket));
            _buckets[bucket] = ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);
            Set(bucket, BucketSetting.PublicAccess, BucketSetting.NothingPublic);
        }
    }

    /// <summary>Removes an empty bucket.</summary>
    /// <exception cref="AwsError"><c>BucketNotEmpty</c>, <c>NoSuchBucket</c>.</exception>
    public void Remove(string bucket)
    {
        lock (_gate)
        {
            if (!Objects(bucket).IsEmpty || !Old(bucket).IsEmpty)
            {
                var more = Versioning(bucket) is not null ? ". You must delete all versions in the bucket." : "";
                throw new AwsError("BucketNotEmpty", "The bucket you tried to delete is not empty" + more, 409);
            }

            _buckets.TryRemove(bucket, out _);
            _old.TryRemove(bucket, out _);
            Forget(bucket);
            Directory.Delete(Path.Combine(_folder, bucket), recursive: true);
        }
    }

    /// <summary>Writes an object, if the precondition holds before its content is read and still holds after.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="headers">What is kept beside the content.</param>
    /// <param name="condition">The precondition.</param>
    /// <param name="copy">Writes the content to the stream that it is given.</param>
    /// <exception cref="AwsError">
    /// <c>PreconditionFailed</c>, <c>NoSuchKey</c>; <c>ConditionalRequestConflict</c> when another write came between.
    /// </exception>
    public async Task<StoredObject> Put(
        string bucket, string key, IReadOnlyDictionary<string, string> headers, Precondition condition, Func<FileStream, Task> copy)
    {
        if (condition.Refusal(Objects(bucket).GetValueOrDefault(key)) is { } refusal)
            throw refusal;
        var content = Path.Combine(_folder, bucket, Guid.NewGuid().ToString("N"));
        try
        {
            await using (var file = File.Create(content))
                await copy(file);
            var stored = await Describe(key, content, headers);
            lock (_gate)
            {
                var objects = Objects(bucket);
                if (condition.Refusal(objects.GetValueOrDefault(key)) is not null)
                    throw new AwsError("ConditionalRequestConflict", "A conflicting operation came between.", 409);
                stored = stored with { VersionId = NewVersion(bucket) };
                WriteEntry(EntryOf(bucket, key), stored);
                _buckets[bucket] = objects.SetItem(key, stored);
                Retire(bucket, objects.GetValueOrDefault(key), stored);
            }

            return stored;
        }
        catch
        {
            File.Delete(content);
            throw;
        }
    }

    /// <summary>
    /// Removes an object, if the precondition holds; one that is not there is removed already. Where the bucket has versions it is kept, and the
    /// answer is the marker that hides it; null otherwise.
    /// </summary>
    /// <exception cref="AwsError"><c>PreconditionFailed</c>, <c>NoSuchKey</c>, <c>NoSuchBucket</c>.</exception>
    public StoredObject? Delete(string bucket, string key, Precondition condition)
    {
        lock (_gate)
        {
            var objects = Objects(bucket);
            var found = objects.GetValueOrDefault(key);
            if (condition.Refusal(found) is { } refusal)
                throw refusal;
            var marker = Marker(bucket, key);
            if (found is not null)
            {
                File.Delete(EntryOf(bucket, key));
                _buckets[bucket] = objects.Remove(key);
            }

            Retire(bucket, found, marker);
            if (marker is not null)
                Keep(bucket, marker);
            return marker;
        }
    }

    /// <summary>Removes everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            foreach (var bucket in _buckets.Keys)
                Forget(bucket);
            _buckets.Clear();
            _old.Clear();
            Directory.Delete(_folder, recursive: true);
            Directory.CreateDirectory(_folder);
        }
    }

    /// <summary>Removes what a server that was killed between two steps has left: content that no entry names, and entries half written.</summary>
    private static void Sweep(string folder, IEnumerable<StoredObject> objects)
    {
        var named = objects.Select(known => known.File).ToHashSet();
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (!file.EndsWith(Entry, StringComparison.Ordinal) && !file.EndsWith(OldEntry, StringComparison.Ordinal) && !named.Contains(Path.GetFileName(file)))
                File.Delete(file);
        }
    }

    /// <summary>Keys may be longer than file names, so entries are named by the key's hash.</summary>
    private string EntryOf(string bucket, string key) =>
        Path.Combine(_folder, bucket, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + Entry);

    private async Task<StoredObject> Describe(string key, string content, IReadOnlyDictionary<string, string> headers)
    {
#pragma warning disable CA5351 // An ETag is the MD5 of the content; it guards nothing.
        await using var file = File.OpenRead(content);
        var hash = Convert.ToHexStringLower(await MD5.HashDataAsync(file));
#pragma warning restore CA5351
        return new StoredObject(key, Path.GetFileName(content), file.Length, $"\"{hash}\"", _time.GetUtcNow(), headers);
    }
}
