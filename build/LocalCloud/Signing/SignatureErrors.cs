using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Signing;

/// <summary>How one service words what is wrong with a signature.</summary>
/// <param name="service">The signing name of the service.</param>
internal abstract class SignatureErrors(string service)
{
    private static readonly Dictionary<string, SignatureErrors> ByService = new SignatureErrors[]
    {
        new Ec2SignatureErrors("ec2"),
        new QuerySignatureErrors("autoscaling"),
        new QuerySignatureErrors("elasticloadbalancing"),
        new QuerySignatureErrors("iam"),
        new QuerySignatureErrors("sts"),
        new JsonSignatureErrors("ssm"),
        new S3SignatureErrors("s3"),
    }.ToDictionary(errors => errors.Service);

    /// <summary>The signing name of the service.</summary>
    public string Service { get; } = service;

    /// <summary>The words of a service that answers here.</summary>
    public static SignatureErrors Of(string service) => ByService[service];

    /// <summary>There is no signature.</summary>
    public abstract AwsError Missing();

    /// <summary>There is a signature in the header and one in the query.</summary>
    public abstract AwsError Twice();

    /// <summary>The algorithm is another, a part is missing, or the credential has not five parts; null when all is there.</summary>
    public abstract AwsError? Malformed(SignatureClaim claim);

    /// <summary>The time of signing is missing, or is no time.</summary>
    public abstract AwsError Undated(SignatureClaim claim);

    /// <summary>The request was signed too long ago, or in the future; null when it is in time.</summary>
    public abstract AwsError? OutOfTime(SignatureClaim claim, DateTimeOffset signedAt, DateTimeOffset now);

    /// <summary>Headers that had to be signed are not.</summary>
    public abstract AwsError Unsigned(IReadOnlyList<string> headers);

    /// <summary>The scope is not the call's; null when it is.</summary>
    /// <param name="claim">What the request says of its signature.</param>
    /// <param name="time">The time of signing, as it stands in the string to sign.</param>
    /// <param name="region">The region that the scope has to name.</param>
    public abstract AwsError? OutOfScope(SignatureClaim claim, string time, string region);

    /// <summary>Nobody has this access key.</summary>
    public abstract AwsError UnknownKey();

    /// <summary>Nobody has this session token.</summary>
    public abstract AwsError UnknownToken();

    /// <summary>The signature is another than the one that belongs to the request.</summary>
    public abstract AwsError Mismatch();
}
