using Amazon;
using Amazon.Runtime;
using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Access;

/// <summary>How the environment's AWS account is reached; handed alike to the SDK's clients and to Packer.</summary>
/// <param name="Region">The region.</param>
/// <param name="Endpoint">Null for AWS itself, else the URL of a compatible endpoint such as the local cloud's.</param>
/// <param name="KeyId">The access key id, or null for the SDK's own chain (environment, profile, role).</param>
/// <param name="Secret">The secret key, or null likewise.</param>
public sealed record AwsAccess(string Region, Uri? Endpoint, string? KeyId, string? Secret)
{
    // One attempt. The SDK's own 100 s would let an endpoint that hangs hold a run for many minutes before anybody is told.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PatienceOnLoopback = TimeSpan.FromSeconds(5);

    /// <summary>The access that an environment file describes.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="local">The file in which a running local cloud says how to reach it.</param>
    /// <exception cref="Problem">The environment is the local cloud, and it is not running.</exception>
    public static AwsAccess Of(ReleaseEnvironment environment, string local)
    {
        var aws = environment.Aws;
        if (!environment.IsLocal)
            return new(aws.Region, aws.Endpoint is null ? null : new Uri(aws.Endpoint), null, null);
        if (!File.Exists(local))
            throw new Problem("The local cloud is not running.", next: "Start it with --target=LocalUp, or release to it: --target=Release --env=local.");

        var variables = Exports(File.ReadLines(local));
        return new(aws.Region, new Uri(variables["AWS_ENDPOINT_URL"]), variables["AWS_ACCESS_KEY_ID"], variables["AWS_SECRET_ACCESS_KEY"]);
    }

    /// <summary>The environment variables that give a child process the same access.</summary>
    public IReadOnlyDictionary<string, string> Variables => KeyId is null
        ? new Dictionary<string, string> { ["AWS_REGION"] = Region }
        : new Dictionary<string, string> { ["AWS_REGION"] = Region, ["AWS_ACCESS_KEY_ID"] = KeyId, ["AWS_SECRET_ACCESS_KEY"] = Secret! };

    /// <summary>The configuration of a client.</summary>
    internal T Configure<T>(T config) where T : ClientConfig
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        config.MaxErrorRetry = 4;
        config.Timeout = Endpoint is { IsLoopback: true } ? PatienceOnLoopback : Patience;
        if (Endpoint is not null)
        {
            config.ServiceURL = Endpoint.ToString();
            config.AuthenticationRegion = Region;
        }

        return config;
    }

    /// <summary>The credentials of a client; null lets the SDK find them.</summary>
    internal AWSCredentials? Credentials => KeyId is null ? null : new BasicAWSCredentials(KeyId, Secret);

    /// <summary>Where it leads, without the keys: a record tells all of itself else, wherever it is printed.</summary>
    public override string ToString() => Endpoint is null ? Region : $"{Region} at {Endpoint}";

    private static Dictionary<string, string> Exports(IEnumerable<string> lines) => lines
        .Where(line => line.StartsWith("export ", StringComparison.Ordinal))
        .Select(line => line["export ".Length..].Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1].Trim('\'', '"'));
}
