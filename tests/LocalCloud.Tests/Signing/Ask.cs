using System.Text.Json.Serialization;

namespace Bundt.LocalCloud.Tests.Signing;

/// <summary>What a client of botocore's is to ask for, and what it believes of itself and the time.</summary>
internal sealed record Ask(
    [property: JsonPropertyName("service")] string Service,
    [property: JsonPropertyName("operation")] string Operation,
    [property: JsonPropertyName("params")] IReadOnlyDictionary<string, string> Parameters)
{
    [JsonPropertyName("region")] public string Region { get; init; } = RunningCloud.Region;

    [JsonPropertyName("endpoint")] public string Endpoint { get; init; } = "";

    [JsonPropertyName("key")] public string Key { get; init; } = "";

    [JsonPropertyName("secret")] public string Secret { get; init; } = "";

    [JsonPropertyName("token")] public string? Token { get; init; }

    [JsonPropertyName("time")] public DateTimeOffset Time { get; init; }

    /// <summary>Whether the time is told in the Date header.</summary>
    [JsonPropertyName("date")] public bool Date { get; init; }

    /// <summary>The seconds that a presigned URL shall live; 0 for a request that is signed in its headers.</summary>
    [JsonPropertyName("presign")] public int Presign { get; init; }

    [JsonPropertyName("signature")] public string? Signature => Service == "s3" && Presign > 0 ? "s3v4" : null;

    [JsonPropertyName("checksums")] public string Checksums { get; init; } = "when_supported";

    [JsonPropertyName("signBody")] public bool SignBody { get; init; } = true;

    /// <summary>Whether the client believes to speak over TLS, where it signs bodies otherwise.</summary>
    [JsonIgnore] public bool Secure { get; init; }

    /// <summary>A client of that cloud, at this time.</summary>
    public Ask At(RunningCloud cloud) => this with
    {
        Endpoint = Secure ? $"https://{cloud.Endpoint.Authority}" : cloud.Endpoint.ToString().TrimEnd('/'),
        Key = cloud.Keys.AccessKeyId,
        Secret = cloud.Keys.SecretAccessKey,
        Time = DateTimeOffset.UtcNow,
    };
}
