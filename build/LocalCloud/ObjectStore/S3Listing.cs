using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>S3's lists.</summary>
internal static class S3Listing
{
    /// <summary>The namespace of S3's answers.</summary>
    public static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>The answer to ListBuckets.</summary>
    public static XDocument Buckets(IEnumerable<(string Name, DateTimeOffset Created)> buckets) => Document(
        "ListAllMyBucketsResult",
        new XElement("Owner", new XElement("ID", "local")),
        new XElement("Buckets", buckets.Select(bucket => new XElement(
            "Bucket", new XElement("Name", bucket.Name), new XElement("CreationDate", AwsTime.Text(bucket.Created))))));

    /// <summary>The answer to ListObjectsV2: keys in order, those with the same beginning up to the delimiter as one.</summary>
    public static XDocument Objects(string bucket, IEnumerable<StoredObject> objects, IQueryCollection query)
    {
        var (prefix, delimiter) = (Text(query, "prefix"), Text(query, "delimiter"));
        var most = Most(Text(query, "max-keys"));
        var after = query.ContainsKey("continuation-token") ? Decode(Text(query, "continuation-token")) : Text(query, "start-after");
        var encoded = query["encoding-type"] == "url";
        string Written(string text) => encoded ? Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal) : text;

        var entries = objects
            .Where(found => found.Key.StartsWith(prefix, StringComparison.Ordinal))
            .GroupBy(found => Group(found.Key, prefix, delimiter))
            .Where(group => string.CompareOrdinal(group.Key, after) > 0)
            .Take(most + 1)
            .ToList();
        var truncated = entries.Count > most;
        var page = entries.Take(most).ToList();
        return Document(
            "ListBucketResult",
            new XElement("Name", bucket),
            new XElement("Prefix", Written(prefix)),
            delimiter.Length > 0 ? new XElement("Delimiter", Written(delimiter)) : null,
            new XElement("MaxKeys", most),
            new XElement("KeyCount", page.Count),
            new XElement("IsTruncated", truncated),
            encoded ? new XElement("EncodingType", "url") : null,
            truncated ? new XElement("NextContinuationToken", Base64Url.EncodeToString(Encoding.UTF8.GetBytes(page[^1].Key))) : null,
            page.Where(group => !IsCommon(group)).Select(group => Contents(group.First(), Written)),
            page.Where(IsCommon).Select(group => new XElement("CommonPrefixes", new XElement("Prefix", Written(group.Key)))));
    }

    /// <summary>The answer to ListObjectVersions, which is never cut.</summary>
    public static XDocument Versions(string bucket, IEnumerable<(StoredObject Version, bool IsLatest)> versions, string prefix) => Document(
        "ListVersionsResult",
        new XElement("Name", bucket),
        new XElement("Prefix", prefix),
        new XElement("MaxKeys", 1000),
        new XElement("IsTruncated", false),
        versions.Where(one => one.Version.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(one => new XElement(
            one.Version.IsDeleteMarker ? "DeleteMarker" : "Version",
            new XElement("Key", one.Version.Key),
            new XElement("VersionId", one.Version.VersionId ?? "null"),
            new XElement("IsLatest", one.IsLatest),
            new XElement("LastModified", AwsTime.Text(one.Version.LastModified)),
            one.Version.IsDeleteMarker ? null : new[]
            {
                new XElement("ETag", one.Version.ETag), new XElement("Size", one.Version.Size), new XElement("StorageClass", "STANDARD"),
            })));

    /// <summary>A document of S3's.</summary>
    public static XDocument Document(string root, params object?[] content)
    {
        var element = new XElement(root, content);
        foreach (var one in element.DescendantsAndSelf())
            one.Name = Namespace + one.Name.LocalName;
        return new XDocument(element);
    }

    private static int Most(string text) => text.Length == 0 ? 1000
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? Math.Min(given, 1000)
        : throw Wrong("Provided max-keys not an integer or within integer range", "max-keys", text);

    private static string Decode(string token) => token.Length > 0 && Base64Url.IsValid(token)
        ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token))
        : throw Wrong("The continuation token provided is incorrect", "continuation-token", token);

    private static AwsError Wrong(string message, string name, string value) => new("InvalidArgument", message)
    {
        Details = [("ArgumentName", name), ("ArgumentValue", XmlText.Of(value))],
    };

    private static bool IsCommon(IGrouping<string, StoredObject> group) => group.First().Key != group.Key;

    private static string Group(string key, string prefix, string delimiter)
    {
        var cut = delimiter.Length == 0 ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return cut < 0 ? key : key[..(cut + delimiter.Length)];
    }

    private static XElement Contents(StoredObject found, Func<string, string> written) => new(
        "Contents",
        new XElement("Key", written(found.Key)),
        new XElement("LastModified", AwsTime.Text(found.LastModified)),
        new XElement("ETag", found.ETag),
        new XElement("Size", found.Size),
        new XElement("StorageClass", "STANDARD"));

    private static string Text(IQueryCollection query, string name) => query[name].ToString();
}
