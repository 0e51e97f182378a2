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

    // In this order: Ansible is also Boto, and Packer also an SDK.
    private static readonly (string Sign, string Client)[] Signs =
    [
        ("Terraform", Terraform), ("Ansible", Ansible), ("Packer", Packer), ("aws-cli", AwsCli), ("dotnet", Sdk), ("otocore", Boto), ("oto3", Boto),
    ];

    /// <summary>The client of a user agent, or null.</summary>
    public static string? Of(string userAgent) =>
        Signs.FirstOrDefault(sign => userAgent.Contains(sign.Sign, StringComparison.Ordinal)).Client;
}
