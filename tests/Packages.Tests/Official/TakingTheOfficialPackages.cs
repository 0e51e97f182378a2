using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Bundt.Packages.Tests.Official;

/// <summary>With OfficialPackages=true no stand-in is left. MSBuild is asked, for the packages are not to be had everywhere.</summary>
public sealed class TakingTheOfficialPackages
{
    [Theory]
    [InlineData("build/Cloud", "AWSSDK.AutoScaling", "AWSSDK.ElasticLoadBalancingV2", "Cake.Core", "Cake.Docker", "Cake.Git")]
    [InlineData("build/Pipeline", "Cake.Frosting")]
    [InlineData("tests/Cloud.Tests")]
    [InlineData("tests/Pipeline.Tests")]
    [InlineData("tests/Scenarios", "AWSSDK.AutoScaling", "AWSSDK.ElasticLoadBalancingV2")]
    public async Task Should_Leave_Out_The_Stand_Ins(string project, params string[] packages)
    {
        var items = await Items(project);

        items["ProjectReference"].Concat(items["Reference"]).ShouldNotContain(reference => IsStandIn(reference));
        items["PackageReference"].Intersect(OfficialPackages()).ShouldBe(packages, ignoreOrder: true);
        OfficialPackages().ShouldBeSubsetOf(items["PackageVersion"]);
    }

    [Fact]
    public void Should_Know_All_Projects_That_Refer_To_Stand_Ins()
    {
        string[] ofStandIns = ["build/Packages/", "tests/Packages.Tests/"];

        Directory.GetFiles(Repository, "*.csproj", SearchOption.AllDirectories)
            .Where(file => IsStandIn(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Repository, file))
            .Where(file => !ofStandIns.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
            .Select(file => Path.GetDirectoryName(file))
            .ShouldBe(["build/Cloud", "build/Pipeline", "tests/Cloud.Tests", "tests/Pipeline.Tests", "tests/Scenarios"], ignoreOrder: true);
    }

    private static string Repository => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    private static bool IsStandIn(string reference)
        => reference.Contains("/Packages/", StringComparison.Ordinal) || reference.Contains("cake.tool", StringComparison.Ordinal);

    /// <summary>The packages that have stand-ins, and Cake's engine, which stands in for itself out of another package.</summary>
    private static string[] OfficialPackages() =>
    [
        .. Directory.GetDirectories(Path.Combine(Repository, "build", "Packages"))
            .Select(folder => Path.GetFileName(folder))
            .Where(name => File.Exists(OfficialApi.PathOf(name))),
        "Cake.Core",
    ];

    private static async Task<ILookup<string, string>> Items(string project)
    {
        string[] kinds = ["ProjectReference", "PackageReference", "PackageVersion", "Reference"];
        var file = Directory.GetFiles(Path.Combine(Repository, project), "*.csproj").ShouldHaveSingleItem();
        var start = new ProcessStartInfo("dotnet", ["msbuild", file, "-p:OfficialPackages=true", .. kinds.Select(kind => $"-getItem:{kind}")])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, output);

        using var answer = JsonDocument.Parse(output);
        return answer.RootElement.GetProperty("Items").EnumerateObject()
            .SelectMany(kind => kind.Value.EnumerateArray().Select(item => (Kind: kind.Name, Identity: item.GetProperty("Identity").GetString()!)))
            .ToLookup(item => item.Kind, item => item.Identity);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
