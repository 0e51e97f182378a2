using Amazon.Runtime;
using Bundt.LocalCloud.Wire;

namespace Bundt.Conformance.Stage;

/// <summary>How a client reaches the local cloud.</summary>
/// <param name="Endpoint">The address.</param>
/// <param name="Keys">The credentials.</param>
/// <param name="Region">A region that the client has for itself.</param>
/// <param name="Cloud">The address without anything between: for what is no part of AWS.</param>
internal sealed record Access(Uri Endpoint, Keys Keys, string Region, Uri Cloud)
{
    /// <summary>The access as every client of AWS takes it, and nothing of what this computer's user has set up.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["AWS_ENDPOINT_URL"] = Endpoint.ToString().TrimEnd('/'),
        ["AWS_ACCESS_KEY_ID"] = Keys.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = Keys.SecretAccessKey,
        ["AWS_DEFAULT_REGION"] = Region,
        ["AWS_REGION"] = Region,
        ["AWS_CONFIG_FILE"] = "/dev/null",
        ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_PAGER"] = "",
    };

    /// <summary>The settings of a client of the SDK for .NET.</summary>
    public T Configure<T>(T config) where T : ClientConfig
    {
        (config.ServiceURL, config.AuthenticationRegion, config.MaxErrorRetry) = (Endpoint.ToString(), Region, 0);
        return config;
    }

    public BasicAWSCredentials Credentials => new(Keys.AccessKeyId, Keys.SecretAccessKey);
}
