namespace Bundt.Domain.Environments;

/// <summary>The AWS account and region of an environment.</summary>
public sealed record AwsAccount
{
    /// <summary>The account's twelve digits; compared with the caller's before the first write.</summary>
    public required string Account { get; init; }

    /// <summary>The region, such as <c>eu-west-1</c>.</summary>
    public required string Region { get; init; }

    /// <summary>Null for AWS itself, <c>local</c> for the embedded cloud, else the URL of a compatible endpoint.</summary>
    public string? Endpoint { get; init; }
}
