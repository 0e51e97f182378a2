using Amazon.EC2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;

namespace Bundt.LocalCloud.Tests;

/// <content>AWS's own clients for it.</content>
public partial class RunningCloud
{
    public AmazonEC2Client Ec2(string region = Region, string? named = null) =>
        new(Credentials, At(new AmazonEC2Config { ClientAppId = named }, region));

    public AmazonS3Client S3() =>
        new(Credentials, At(new AmazonS3Config { ForcePathStyle = true }));

    public AmazonSecurityTokenServiceClient Sts(AWSCredentials? credentials = null) =>
        new(credentials ?? Credentials, At(new AmazonSecurityTokenServiceConfig()));

    public AmazonSimpleSystemsManagementClient Ssm() =>
        new(Credentials, At(new AmazonSimpleSystemsManagementConfig()));

    private T At<T>(T config, string region = Region) where T : ClientConfig
    {
        (config.ServiceURL, config.AuthenticationRegion, config.MaxErrorRetry) = (Endpoint.ToString(), region, 0);
        return config;
    }

    private BasicAWSCredentials Credentials => new(Keys.AccessKeyId, Keys.SecretAccessKey);
}
