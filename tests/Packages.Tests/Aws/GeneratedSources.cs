using System.Runtime.CompilerServices;
using Bundt.Generator;

namespace Bundt.Packages.Tests.Aws;

public sealed class GeneratedSources
{
    [Theory]
    [InlineData("autoscaling.json", "AWSSDK.AutoScaling")]
    [InlineData("elasticloadbalancingv2.json", "AWSSDK.ElasticLoadBalancingV2")]
    public void Should_Equal_What_The_Generator_Makes_Of_Its_Input(string input, string package)
    {
        var packages = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "build", "Packages");
        var folder = Path.Combine(packages, package, "Generated");

        var made = ClientPackage.Generate(File.ReadAllText(Path.Combine(packages, "Generator", input)));

        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .ShouldBe(made.Keys, ignoreOrder: true);
        foreach (var (name, text) in made)
            File.ReadAllText(Path.Combine(folder, name)).ShouldBe(text, $"{name} is stale: run build/Packages/Generator/generate.sh");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
