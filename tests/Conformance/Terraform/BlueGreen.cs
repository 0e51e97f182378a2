using Bundt.Conformance.Stage;

namespace Bundt.Conformance.Terraform;

/// <summary>A blue-green stack of Terraform's: made, looked at, changed and removed.</summary>
internal sealed class BlueGreen() : Journey("Terraform: blue-green", "sa-east-1")
{
    private const string Provider = "registry.terraform.io/hashicorp/aws";

    public override string? Missing =>
        Programs.Find("terraform") is null ? "NOT TESTED: Terraform is not installed: https://developer.hashicorp.com/terraform/install"
        : Mirror is null ? $"NOT TESTED: Terraform's AWS provider is in no mirror here: put {Provider}/VERSION/OS_ARCH/ in /usr/local/share/terraform/plugins, or name the mirror in TERRAFORM_MIRROR"
        : null;

    /// <summary>The mirrors that Terraform looks into by itself, and where others are put.</summary>
    private static string? Mirror { get; } = new[]
    {
        Environment.GetEnvironmentVariable("TERRAFORM_MIRROR"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".terraform.d", "plugins"),
        "/usr/local/share/terraform/plugins",
        "/usr/share/terraform/plugins",
        "/opt/terraform/plugins",
        "/opt/tf-plugins",
    }.FirstOrDefault(folder => folder is not null && Directory.Exists(Path.Combine(folder, Provider)));

    public override async Task Make(Access access)
    {
        var folder = Directory.CreateTempSubdirectory("terraform-");
        try
        {
            await Stage(folder.FullName, access);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Stage(string folder, Access access)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Terraform", "main.tf"), Path.Combine(folder, "main.tf"));
        await File.WriteAllTextAsync(Path.Combine(folder, "cli.tfrc"), $$"""
            provider_installation {
              filesystem_mirror {
                path = "{{Mirror}}"
              }
            }
            disable_checkpoint = true
            """);
        await Programs.Succeed(folder, access.Environment, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "key");
        var environment = new Dictionary<string, string>(access.Environment)
        {
            ["TF_CLI_CONFIG_FILE"] = Path.Combine(folder, "cli.tfrc"),
            ["TF_IN_AUTOMATION"] = "1",
            ["TF_VAR_public_key"] = await File.ReadAllTextAsync(Path.Combine(folder, "key.pub")),
        };
        Task<string> Terraform(params IEnumerable<string> arguments) =>
            Programs.Succeed(folder, environment, "terraform", [.. arguments, "-input=false", "-no-color"]);

        await Terraform("init");
        (await Terraform("apply", "-auto-approve")).ShouldContain("0 changed, 0 destroyed.");
        await Terraform("plan", "-detailed-exitcode"); // 2 where anything differs from what it has made
        (await Terraform("apply", "-auto-approve", "-var=live=green", "-var=size=1")).ShouldContain("0 added, 2 changed, 0 destroyed.");
        await Terraform("plan", "-detailed-exitcode", "-var=live=green", "-var=size=1");
        await Terraform("destroy", "-auto-approve");
    }
}
