namespace Bundt.Conformance.Stage;

/// <summary>The clients that nobody here wrote, told apart by what they call themselves.</summary>
internal static class Clients
{
    public const string AwsCli = "aws CLI";
    public const string Boto = "botocore";
    public const string Sdk = "AWSSDK";
    public const string Packer = "Packer";
    public const string Ansible = "Ansible";
    public const string Terraform = "Terraform";

    public static readonly IReadOnlyList<string> All = [AwsCli, Boto, Sdk, Packer, Ansible, Terraform];

    // In this order: Ansible is also Boto. Packer 1.6 says only that it is of the SDK for Go, which nothing else here uses in its first version.
    private static readonly (string Sign, string Client)[] Signs =
    [
        ("Terraform", Terraform), ("Ansible", Ansible), ("Packer", Packer), ("aws-sdk-go/1.", Packer), ("aws-cli", AwsCli), ("dotnet", Sdk), ("otocore", Boto), ("oto3", Boto),
    ];

    /// <summary>The client of a user agent, or null.</summary>
    public static string? Of(string userAgent) =>
        Signs.FirstOrDefault(sign => userAgent.Contains(sign.Sign, StringComparison.Ordinal)).Client;
}
