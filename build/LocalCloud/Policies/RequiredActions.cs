namespace Bundt.LocalCloud.Policies;

/// <summary>What a call asks permission for: its own action, by IAM's name, and those that AWS looks at besides.</summary>
public static class RequiredActions
{
    /// <summary>The actions.</summary>
    /// <param name="service">The signing name of the service, such as <c>ec2</c>.</param>
    /// <param name="action">The call, such as <c>RunInstances</c>.</param>
    /// <param name="parameters">Its parameters by their wire names.</param>
    /// <param name="error">The code of the refusal that it was answered with, or null.</param>
    public static IEnumerable<string> Of(string service, string action, IReadOnlyDictionary<string, string> parameters, string? error = null)
    {
        // "No permissions are required": GetCallerIdentity, AWS STS API Reference.
        if (action.Length == 0 || (service, action) == ("sts", "GetCallerIdentity"))
            yield break;
        yield return $"{service}:{(service == "s3" ? OfS3(action) : action)}";

        // Only who may list a bucket is told that an object is not there. Source: GetObject, Amazon S3 API Reference.
        if (service == "s3" && action is "GetObject" or "HeadObject" && error == "NoSuchKey")
            yield return "s3:ListBucket";

        // "Grant permission to tag Amazon EC2 resources during creation", Amazon EC2 User Guide.
        if (service == "ec2" && parameters.Keys.Any(name => name.StartsWith("TagSpecification", StringComparison.Ordinal)))
            yield return "ec2:CreateTags";

        // "Amazon EC2 Auto Scaling API permissions", Amazon EC2 Auto Scaling User Guide.
        if (service == "autoscaling" && action is "CreateAutoScalingGroup" or "UpdateAutoScalingGroup" && parameters.Keys.Any(name => name.Contains("LaunchTemplate", StringComparison.Ordinal)))
            yield return "ec2:RunInstances";
    }

    // "Required permissions for Amazon S3 API operations", Amazon S3 User Guide.
    private static string OfS3(string action) => action switch
    {
        "ListBuckets" => "ListAllMyBuckets",
        "ListObjectsV2" or "HeadBucket" => "ListBucket",
        "HeadObject" => "GetObject",
        "DeleteObjects" => "DeleteObject",
        _ => action,
    };
}
