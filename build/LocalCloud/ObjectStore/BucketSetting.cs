using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>
/// One of the settings of a bucket, which is kept as it is sent. Those that cannot be made here are answered as for a bucket that has none.
/// Source: the error responses and defaults of each Get action, Amazon S3 API Reference.
/// </summary>
/// <param name="Query">The subresource by which requests name it.</param>
/// <param name="Root">The root element of its document.</param>
/// <param name="Get">The action that answers it.</param>
/// <param name="Put">The action that makes it, or null.</param>
/// <param name="Delete">The action that removes it, or null.</param>
internal sealed record BucketSetting(string Query, string Root, string Get, string? Put = null, string? Delete = null)
{
    /// <summary>The versioning of a bucket.</summary>
    public const string Versioning = "versioning";

    /// <summary>What of a bucket may be public.</summary>
    public const string PublicAccess = "publicAccessBlock";

    /// <summary>What new buckets have. Source: "Default settings for new S3 buckets FAQ", Amazon S3 User Guide.</summary>
    public const string NothingPublic =
        "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
        + "<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>";

    private static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<BucketSetting> All =
    [
        new(Versioning, "VersioningConfiguration", "GetBucketVersioning", "PutBucketVersioning") { Default = () => [] },
        new("encryption", "ServerSideEncryptionConfiguration", "GetBucketEncryption", "PutBucketEncryption", "DeleteBucketEncryption")
        {
            // "Amazon S3 now automatically encrypts all new objects", Amazon S3 User Guide.
            Default = () => [new XElement(
                "Rule",
                new XElement("ApplyServerSideEncryptionByDefault", new XElement("SSEAlgorithm", "AES256")),
                new XElement("BucketKeyEnabled", false))],
        },
        new(PublicAccess, "PublicAccessBlockConfiguration", "GetPublicAccessBlock", "PutPublicAccessBlock", "DeletePublicAccessBlock")
        {
            Absent = ("NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found"),
        },
        new("tagging", "Tagging", "GetBucketTagging", "PutBucketTagging", "DeleteBucketTagging")
        {
            Absent = ("NoSuchTagSet", "The TagSet does not exist"),
        },
        new("acl", "AccessControlPolicy", "GetBucketAcl")
        {
            Default = () =>
            [
                new XElement("Owner", new XElement("ID", "local")),
                new XElement("AccessControlList", new XElement(
                    "Grant",
                    new XElement("Grantee", new XAttribute(XNamespace.Xmlns + "xsi", Schema), new XAttribute(Schema + "type", "CanonicalUser"), new XElement("ID", "local")),
                    new XElement("Permission", "FULL_CONTROL"))),
            ],
        },
        new("policy", "Policy", "GetBucketPolicy") { Absent = ("NoSuchBucketPolicy", "The bucket policy does not exist") },
        new("cors", "CORSConfiguration", "GetBucketCors") { Absent = ("NoSuchCORSConfiguration", "The CORS configuration does not exist") },
        new("website", "WebsiteConfiguration", "GetBucketWebsite")
        {
            Absent = ("NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration"),
        },
        new("lifecycle", "LifecycleConfiguration", "GetBucketLifecycleConfiguration")
        {
            Absent = ("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"),
        },
        new("replication", "ReplicationConfiguration", "GetBucketReplication")
        {
            Absent = ("ReplicationConfigurationNotFoundError", "The replication configuration was not found"),
        },
        new("object-lock", "ObjectLockConfiguration", "GetObjectLockConfiguration")
        {
            Absent = ("ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket"),
        },
        new("accelerate", "AccelerateConfiguration", "GetBucketAccelerateConfiguration") { Default = () => [] },
        new("requestPayment", "RequestPaymentConfiguration", "GetBucketRequestPayment") { Default = () => [new XElement("Payer", "BucketOwner")] },
        new("logging", "BucketLoggingStatus", "GetBucketLogging") { Default = () => [] },
    ];

    /// <summary>What a bucket has that was told nothing, or null where that is refused.</summary>
    public Func<XElement[]>? Default { get; init; }

    /// <summary>With what that is refused, with status 404.</summary>
    public (string Code, string Message) Absent { get; init; }

    /// <summary>The setting that an action is about, or null.</summary>
    public static BucketSetting? Of(string action) => All.FirstOrDefault(known => action == known.Get || action == known.Put || action == known.Delete);

    /// <summary>The action of a request that names a setting, or empty when that cannot be done here.</summary>
    public static string Action(string method, IQueryCollection query) => All.FirstOrDefault(known => query.ContainsKey(known.Query)) is not { } named
        ? ""
        : method switch { "GET" => named.Get, "PUT" => named.Put, "DELETE" => named.Delete, _ => null } ?? "";

    /// <summary>The document of a bucket that was told nothing.</summary>
    /// <exception cref="AwsError">There is none.</exception>
    public XDocument Unsaid() => Default is { } content
        ? S3Listing.Document(Root, [.. content()])
        : throw new AwsError(Absent.Code, Absent.Message, 404);
}
