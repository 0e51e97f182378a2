using Microsoft.AspNetCore.Http.Features;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>What a request of S3 is about.</summary>
/// <param name="Bucket">The bucket's name; empty when it is about all of them.</param>
/// <param name="Key">The object's key; empty when it is about the bucket.</param>
internal sealed record S3Address(string Bucket, string Key)
{
    private static readonly string[] Options =
        ["list-type", "prefix", "delimiter", "max-keys", "continuation-token", "start-after", "fetch-owner", "encoding-type", "versionId"];

    /// <summary>What requests can do.</summary>
    public static readonly IReadOnlyList<string> Actions =
    [
        "ListBuckets", "GetBucketLocation", "DeleteObjects", "ListObjectsV2", "HeadBucket", "CreateBucket", "DeleteBucket", "GetObject",
        "HeadObject", "PutObject", "DeleteObject", "ListObjectVersions",
        .. BucketSetting.All.SelectMany(setting => new[] { setting.Get, setting.Put, setting.Delete }).OfType<string>(),
    ];

    /// <summary>Reads it from the path, or from the host and the path (<c>bucket.s3.…</c>, <c>bucket.localhost</c>).</summary>
    public static S3Address Of(HttpRequest request)
    {
        var path = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0].TrimStart('/');
        if (HostBucket(request.Host.Host) is { } bucket)
            return new S3Address(bucket, Uri.UnescapeDataString(path));
        var parts = path.Split('/', 2);
        return new S3Address(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    /// <summary>What the request does, by S3's names; empty when it is nothing that is answered here.</summary>
    public string Action(HttpRequest request)
    {
        bool Asks(string subresource) => request.Query.ContainsKey(subresource);

        // A query that names anything else is about a subresource (?acl, ?policy, ?uploads …).
        var plain = request.Query.Keys.All(name => Options.Contains(name) || name.StartsWith("x-", StringComparison.OrdinalIgnoreCase));
        return (request.Method, Bucket, Key) switch
        {
            ("GET", "", "") => "ListBuckets",
            ("GET", _, "") when Asks("location") => "GetBucketLocation",
            ("POST", _, "") when Asks("delete") => "DeleteObjects",
            ("GET", _, "") when Asks("versions") => "ListObjectVersions",
            ("GET", _, "") when plain && Asks("list-type") => "ListObjectsV2",
            ("HEAD", _, "") => "HeadBucket",
            ("PUT", _, "") when plain => "CreateBucket",
            ("DELETE", _, "") when plain => "DeleteBucket",
            ("GET", _, not "") when plain => "GetObject",
            ("HEAD", _, not "") => "HeadObject",
            ("PUT", _, not "") when plain && !request.Headers.ContainsKey("x-amz-copy-source") => "PutObject",
            ("DELETE", _, not "") when plain => "DeleteObject",
            (_, not "", "") => BucketSetting.Action(request.Method, request.Query),
            _ => "",
        };
    }

    private static string? HostBucket(string host)
    {
        var end = host.IndexOf(".s3.", StringComparison.Ordinal) is > 0 and var aws ? aws
            : host.EndsWith(".localhost", StringComparison.Ordinal) ? host.Length - ".localhost".Length
            : 0;
        return end > 0 ? host[..end] : null;
    }
}
