using Bundt.Domain.Environments;

namespace Bundt.Domain.Policies;

/// <summary>
/// The ARNs and tags that an environment's statements are narrowed to.
/// Source: the tables of resource types of EC2, EC2 Auto Scaling, Elastic Load Balancing V2, S3 and IAM, Service Authorization Reference.
/// </summary>
internal sealed class PolicyScope(ReleaseEnvironment environment)
{
    private readonly string _app = environment.Application.Name;
    private readonly string _env = environment.Name;
    private readonly string _region = environment.Aws.Region;
    private readonly string _account = environment.Aws.Account;

    /// <summary>The region, and those that images are copied to.</summary>
    public IReadOnlyList<string> Regions { get; } = [environment.Aws.Region, .. environment.Bake.CopyTo];

    /// <summary>AWS's domain for service principals, which China has one of its own of.</summary>
    public string Domain => Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

    /// <summary>The server groups.</summary>
    public string Groups => Arn("autoscaling", $"autoScalingGroup:*:autoScalingGroupName/{Names.AllGroups(_app, _env)}");

    /// <summary>The launch configurations.</summary>
    public string Configurations => Arn("autoscaling", $"launchConfiguration:*:launchConfigurationName/{Names.AllGroups(_app, _env)}");

    /// <summary>The live rule: its id is AWS's, so that the load balancer is what narrows it.</summary>
    public string LiveRule => environment.Traffic.Rule is null
        ? Arn("elasticloadbalancing", $"listener/app/{environment.Traffic.LoadBalancer}/*/*")
        : Arn("elasticloadbalancing", $"listener-rule/app/{environment.Traffic.LoadBalancer}/*/*/*");

    /// <summary>The two target groups.</summary>
    public PolicyCondition TargetGroups => new("ForAllValues:ArnLike", "autoscaling:TargetGroupARNs", TargetGroupArns);

    /// <summary>Their ARNs.</summary>
    public IReadOnlyList<string> TargetGroupArns => [TargetGroup(environment.Traffic.TargetGroups.Blue), TargetGroup(environment.Traffic.TargetGroups.Green)];

    /// <summary>The state bucket.</summary>
    public string Bucket => $"arn:{Partition}:s3:::{environment.StateBucket}";

    /// <summary>What the keys of the environment's objects in the state bucket are like.</summary>
    public string Keys => $"{_app}/{_env}/*";

    /// <summary>Demands that what is made gets the application's tag.</summary>
    public PolicyCondition MadeForApp => new("StringEquals", $"aws:RequestTag/{Names.App}", _app);

    /// <summary>Demands that what is made gets the environment's tag.</summary>
    public PolicyCondition MadeForEnv => new("StringEquals", $"aws:RequestTag/{Names.Env}", _env);

    /// <summary>Demands the application's tag of what is there.</summary>
    public PolicyCondition OfApp => new("StringEquals", $"aws:ResourceTag/{Names.App}", _app);

    /// <summary>Demands that what is there belongs to no other application.</summary>
    public PolicyCondition OfNoOtherApp => new("StringEqualsIfExists", $"aws:ResourceTag/{Names.App}", _app);

    /// <summary>Demands the environment's tag of what is there.</summary>
    public PolicyCondition OfEnv => new("StringEquals", $"aws:ResourceTag/{Names.Env}", _env);

    /// <summary>Things of EC2's in the account, such as <c>instance</c>.</summary>
    public string[] Own(params string[] types) => [.. types.Select(type => Arn("ec2", $"{type}/*"))];

    /// <summary>The key pairs of Packer's temporary instances, by their names.</summary>
    public string TemporaryKeys => Arn("ec2", "key-pair/packer_*");

    /// <summary>Images or snapshots in regions; their ARNs have no account.</summary>
    public IReadOnlyList<string> In(IEnumerable<string> regions, params string[] types) =>
        [.. regions.SelectMany(region => types.Select(type => $"arn:{Partition}:ec2:{region}::{type}/*"))];

    /// <summary>Something of IAM's, such as <c>role/shop</c>.</summary>
    public string Iam(string resource) => $"arn:{Partition}:iam::{_account}:{resource}";

    /// <summary>A key of KMS's in each region, whose id may be a wildcard.</summary>
    public IReadOnlyList<string> Kms(string id) => [.. Regions.Select(region => $"arn:{Partition}:kms:{region}:{_account}:key/{id}")];

    // "Amazon Resource Names (ARNs)", IAM User Guide.
    private string Partition => _region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : _region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws";

    private string TargetGroup(string name) => Arn("elasticloadbalancing", $"targetgroup/{name}/*");

    private string Arn(string service, string resource) => $"arn:{Partition}:{service}:{_region}:{_account}:{resource}";
}
