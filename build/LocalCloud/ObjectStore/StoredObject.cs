namespace Bundt.LocalCloud.ObjectStore;

/// <summary>An object of a bucket.</summary>
/// <param name="Key">Its key.</param>
/// <param name="File">The name of the file that holds its content.</param>
/// <param name="Size">The content's length (bytes).</param>
/// <param name="ETag">The MD5 of the content, hexadecimal and quoted.</param>
/// <param name="LastModified">When it was written (UTC).</param>
/// <param name="Headers">The content type and the <c>x-amz-meta-…</c> headers that it was written with.</param>
public sealed record StoredObject(
    string Key, string File, long Size, string ETag, DateTimeOffset LastModified, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Its version's id, or null where the bucket had no versions when it was written.</summary>
    public string? VersionId { get; init; }

    /// <summary>Whether it only says that the object was deleted.</summary>
    public bool IsDeleteMarker { get; init; }
}
