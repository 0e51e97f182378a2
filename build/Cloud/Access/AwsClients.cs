using Amazon.AutoScaling;
using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;

namespace Bundt.Cloud.Access;

/// <summary>The SDK's clients for one environment, each made when it is first used.</summary>
public sealed class AwsClients : IDisposable
{
    private readonly Dictionary<(Type Kind, string? Region), IDisposable> _clients = [];
    private readonly Func<AwsAccess> _access;
    private readonly AwsWire _wire;
    private readonly string _name;

    /// <summary>Makes clients that write only while the run holds the lease.</summary>
    /// <param name="access">Gives the environment's access when the first client is made.</param>
    /// <param name="guard">Knows whether the lease is held.</param>
    /// <param name="calls">Counts the calls.</param>
    /// <param name="run">The run's id, by which AWS's own records of calls tell it from others.</param>
    public AwsClients(Func<AwsAccess> access, WriteGuard guard, CallCount calls, string run)
        : this(access, new AwsWire(guard, calls), run)
    {
    }

    private AwsClients(Func<AwsAccess> access, AwsWire wire, string name) => (_access, _wire, _name) = (access, wire, name);

    internal IAmazonEC2 Ec2 => Ec2In(_access().Region);

    internal IAmazonAutoScaling AutoScaling =>
        Client(new AmazonAutoScalingConfig(), (keys, config) => keys is null ? new AmazonAutoScalingClient(config) : new AmazonAutoScalingClient(keys, config));

    internal IAmazonElasticLoadBalancingV2 LoadBalancing => Client(
        new AmazonElasticLoadBalancingV2Config(),
        (keys, config) => keys is null ? new AmazonElasticLoadBalancingV2Client(config) : new AmazonElasticLoadBalancingV2Client(keys, config));

    internal IAmazonS3 S3 => Client(
        new AmazonS3Config { ForcePathStyle = _access().Endpoint is not null },
        (keys, config) => keys is null ? new AmazonS3Client(config) : new AmazonS3Client(keys, config));

    internal IAmazonSecurityTokenService Sts => Client(
        new AmazonSecurityTokenServiceConfig(),
        (keys, config) => keys is null ? new AmazonSecurityTokenServiceClient(config) : new AmazonSecurityTokenServiceClient(keys, config));

    /// <summary>EC2 in any region of the account.</summary>
    internal IAmazonEC2 Ec2In(string region) => Client(
        new AmazonEC2Config(), (keys, config) => keys is null ? new AmazonEC2Client(config) : new AmazonEC2Client(keys, config), region);

    /// <summary>Clients that write without a lease: for what has to be there before there can be one.</summary>
    /// <param name="access">Gives the access when the first client is made.</param>
    /// <param name="name">What they are for, by which AWS's own records of calls tell them from others.</param>
    internal static AwsClients WithoutLease(Func<AwsAccess> access, string name) => new(access, new AwsWire(null, new CallCount()), name);

    /// <summary>Makes a call; a refusal or a silence is put in words.</summary>
    /// <param name="what">What is being done, as in "create the server group web-prod-v1-4-2-1".</param>
    /// <param name="call">The call.</param>
    /// <exception cref="Domain.Problem">AWS refused, or did not answer after the SDK's retries.</exception>
    internal Task<T> Call<T>(string what, Func<Task<T>> call) => AwsFailure.Translate(what, call, _access().Endpoint is { IsLoopback: true } local ? local : null);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
        _wire.Dispose();
    }

    private T Configured<T>(T config, string? region) where T : ClientConfig
    {
        (config.HttpClientFactory, config.ClientAppId) = (_wire, _name);
        var access = _access();
        return (region is null ? access : access with { Region = region }).Configure(config);
    }

    private TClient Client<TClient, TConfig>(TConfig config, Func<AWSCredentials?, TConfig, TClient> make, string? region = null)
        where TClient : IDisposable
        where TConfig : ClientConfig
    {
        lock (_clients)
        {
            if (!_clients.TryGetValue((typeof(TClient), region), out var client))
                _clients[(typeof(TClient), region)] = client = make(_access().Credentials, Configured(config, region));
            return (TClient)client;
        }
    }
}
