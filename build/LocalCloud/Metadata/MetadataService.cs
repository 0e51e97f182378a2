using System.Text;
using System.Text.Json;
using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Metadata;

/// <summary>
/// The instance metadata service, which each instance reaches at an address of its own (<c>AWS_EC2_METADATA_SERVICE_ENDPOINT</c>).
/// Source: "Access instance metadata for an EC2 instance", Amazon EC2 User Guide.
/// </summary>
internal static class MetadataService
{
    private const string TokenHeader = "X-aws-ec2-metadata-token";
    private const string LifeHeader = "X-aws-ec2-metadata-token-ttl-seconds";

    /// <summary>Maps it under <c>/_local/imds/INSTANCE</c>.</summary>
    public static void MapMetadata(this WebApplication app)
    {
        app.MapPut("/_local/imds/{id}/latest/api/token", Token);
        app.MapGet(
            "/_local/imds/{id}/{version}/{**path}",
            (string id, string? path, HttpRequest request, Cloud cloud) => Read(id, path ?? "", request, cloud));
    }

    private static IResult Token(string id, HttpRequest request)
    {
        if (!int.TryParse(request.Headers[LifeHeader], out var seconds) || seconds is < 1 or > 21600)
            return Results.StatusCode(400);
        request.HttpContext.Response.Headers[LifeHeader] = request.Headers[LifeHeader];
        return Results.Text(TokenOf(id));
    }

    private static IResult Read(string id, string path, HttpRequest request, Cloud cloud)
    {
        if (request.Headers[TokenHeader] is { Count: > 0 } sent && sent != TokenOf(id))
            return Results.StatusCode(401);
        var region = cloud.Regions.FirstOrDefault(known => known.Instances.ContainsKey(id));
        var answer = region is null ? null : Answer(region, region.Instances[id], path.Trim('/'));
        return answer is null ? Results.NotFound() : Results.Text(answer);
    }

    private static string TokenOf(string id) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"token of {id}"));

    private static string? Answer(Region region, Instance instance, string path)
    {
        if (path == "user-data")
            return instance.Launch.UserData is { } data ? Encoding.UTF8.GetString(Convert.FromBase64String(data)) : null;
        if (path == "dynamic/instance-identity/document")
            return Document(region, instance);
        if (!path.StartsWith("meta-data", StringComparison.Ordinal))
            return null;

        var leaves = Leaves(region, instance);
        var wanted = path["meta-data".Length..].Trim('/');
        if (leaves.TryGetValue(wanted, out var leaf))
            return leaf;
        var prefix = wanted.Length == 0 ? "" : wanted + "/";
        var names = leaves.Keys
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => key[prefix.Length..])
            .Select(rest => rest.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? rest[..(slash + 1)] : rest)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        return names.Count > 0 ? string.Join('\n', names) : null;
    }

    private static Dictionary<string, string> Leaves(Region region, Instance instance)
    {
        var groups = instance.Launch.SecurityGroupIds.Select(id => region.SecurityGroups.GetValueOrDefault(id)?.Name ?? id);
        var host = $"ip-{instance.PrivateIp.Replace('.', '-')}.{region.Name}.compute.internal";
        var leaves = new Dictionary<string, string>
        {
            ["ami-id"] = instance.Launch.ImageId,
            ["ami-launch-index"] = $"{instance.LaunchIndex}",
            ["instance-id"] = instance.Id,
            ["instance-type"] = instance.Launch.InstanceType,
            ["local-ipv4"] = instance.PrivateIp,
            ["public-ipv4"] = instance.PrivateIp,
            ["hostname"] = host,
            ["local-hostname"] = host,
            ["reservation-id"] = instance.ReservationId,
            ["security-groups"] = string.Join('\n', groups),
            ["placement/availability-zone"] = instance.Zone,
            ["placement/availability-zone-id"] = ZoneActions.ZoneId(instance.Zone),
            ["placement/region"] = region.Name,
            ["services/domain"] = "amazonaws.com",
            ["services/partition"] = "aws",
        };
        if (instance.Launch.KeyName is { } key && region.KeyPairs.TryGetValue(key, out var pair))
            leaves["public-keys/0/openssh-key"] = pair.PublicKey;
        foreach (var (name, value) in instance.Tags)
            leaves[$"tags/instance/{name}"] = value;
        return leaves;
    }

    private static string Document(Region region, Instance instance) => JsonSerializer.Serialize(new
    {
        accountId = Region.Account,
        architecture = "x86_64",
        availabilityZone = instance.Zone,
        imageId = instance.Launch.ImageId,
        instanceId = instance.Id,
        instanceType = instance.Launch.InstanceType,
        pendingTime = instance.LaunchTime.UtcDateTime,
        privateIp = instance.PrivateIp,
        region = region.Name,
        version = "2017-09-30",
    });
}
