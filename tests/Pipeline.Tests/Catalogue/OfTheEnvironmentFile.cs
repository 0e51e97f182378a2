using Bundt.Cloud.Environments;
using static Bundt.Pipeline.Tests.Catalogue.Failure;

namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>What is wrong with an environment's file.</summary>
internal static class OfTheEnvironmentFile
{
    public static IReadOnlyList<Failure> All =>
    [
        Early("an environment that there is not", ground => EnvironmentFiles.Read(ground.Run.Settings.Home.Team, "production")),
        Early("an environment, and none at all", ground => EnvironmentFiles.Read(ground.Folder.Path, "production")),
        Written("a file that is empty", ""),
        Written("a file that is no YAML", "servers: [a"),
        Written("a line that is no YAML", "servers: {}}"),
        Written("a list where sections are", "- a"),
        Changed("a bracket that is not closed", "[203.0.113.7/32]", "[203.0.113.7/32"),
        Changed("a value that breaks a rule", "desired: 3", "desired: 20"),
        Changed("a key that there is not", "  min: 3", "  minimum: 3"),
        Changed("a section without a key", "  loadBalancer: shop-prod\n", ""),
        Changed("a value of another kind", "  min: 3", "  min: three"),
        Changed("a secret", "ln -sf", "export AWS_ACCESS_KEY_ID=AKIA" + "IOSFODNN7EXAMPLQ; ln -sf"),
        Written("a file that extends what is not there", "extends: base"),
        Written("a file that extends itself", "extends: prod"),
        Early("a file that extends one without sections", ground =>
        {
            File.WriteAllText(Path.Combine(ground.Run.Settings.Home.Team, "environments", "base.yaml"), "- a");
            Read(ground, "extends: base");
        }),
    ];

    private static Failure Written(string situation, string text) => Early(situation, ground => Read(ground, text));

    private static Failure Changed(string situation, string old, string @new) => Early(situation, ground =>
    {
        ground.Settings(old, @new);
        _ = ground.Run.Environment;
    });

    private static void Read(Ground ground, string text)
    {
        File.WriteAllText(Path.Combine(ground.Run.Settings.Home.Team, "environments", "prod.yaml"), text);
        _ = ground.Run.Environment;
    }
}
