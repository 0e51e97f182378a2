using Amazon;
using Amazon.Runtime;

namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>How a server is reached, with the settings that the pipeline gives its clients.</summary>
internal sealed record Access(Uri Endpoint, string KeyId, string Secret, string Region)
{
    /// <summary>How often the SDK tries again.</summary>
    public const int Retries = 4;

    public AWSCredentials Credentials => new BasicAWSCredentials(KeyId, Secret);

    public T Configure<T>(T config) where T : ClientConfig
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        config.MaxErrorRetry = Retries;
        config.ServiceURL = Endpoint.ToString();
        config.AuthenticationRegion = Region;
        return config;
    }
}
