using System.Reflection;
using NetArchTest.Rules;

namespace Bundt.Pipeline.Tests.Architecture;

public sealed class WhoKnowsWhom
{
    [Fact]
    public void Should_Let_The_Domain_Know_Nothing_But_The_Language() =>
        House.References(House.Domain).ShouldAllBe(name => name.StartsWith("System", StringComparison.Ordinal));

    [Fact]
    public void Should_Keep_Files_Network_And_Processes_Out_Of_The_Domain() => Types.InAssembly(House.Domain).ShouldNot()
        .HaveDependencyOnAny("System.IO", "System.Net.Http", "System.Net.Sockets", "System.Diagnostics.Process", "System.Console", "System.TimeProvider", "System.Random")
        .GetResult().FailingTypeNames.ShouldBeNull();

    [Fact]
    public void Should_Keep_The_Clock_Out_Of_The_Domain()
    {
        foreach (var file in House.Sources("build", "Domain"))
            File.ReadAllText(file).ShouldNotMatch(@"\b(Utc)?Now\b|\bStopwatch\b|Environment\.(?!NewLine)[A-Z]\w+\(", House.Named(file));
    }

    [Theory]
    [InlineData("Bundt.Domain", "")]
    [InlineData("Bundt.Cloud", "Bundt.Domain")]
    [InlineData("Bundt.View", "Bundt.Domain")]
    [InlineData("Bundt.Pipeline", "Bundt.Cloud Bundt.Domain Bundt.View")]
    [InlineData("Bundt.LocalCloud", "")]
    public void Should_Let_Projects_Know_Only_What_The_Design_Says(string project, string known) =>
        House.References(Assembly.Load(project)).Where(name => name.StartsWith("Bundt.", StringComparison.Ordinal)).Order()
            .ShouldBe(known.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Should_Keep_Each_Project_In_Its_Own_Namespace()
    {
        foreach (var assembly in new[] { House.Domain, House.Cloud, House.View, House.Pipeline, House.LocalCloud })
        {
            var name = assembly.GetName().Name!;
            assembly.GetTypes().Where(type => type.Namespace?.StartsWith("Bundt", StringComparison.Ordinal) == true)
                .ShouldAllBe(type => type.Namespace == name || type.Namespace!.StartsWith(name + ".", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("AWSSDK", "Bundt.Cloud")]
    [InlineData("LibGit2Sharp", "Bundt.Cloud")]
    [InlineData("YamlDotNet", "Bundt.Cloud")]
    [InlineData("Spectre.Console", "Bundt.View Bundt.Pipeline")]
    public void Should_Keep_A_Library_Where_It_Belongs(string library, string users)
    {
        Assembly[] all = [House.Domain, House.Cloud, House.View, House.Pipeline];

        all.Where(assembly => House.References(assembly).Any(name => name.StartsWith(library, StringComparison.Ordinal)))
            .Select(assembly => assembly.GetName().Name!).ShouldBeSubsetOf(users.Split(' '));
    }

    [Fact]
    public void Should_Write_The_Local_Cloud_Without_The_Clients_It_Serves() =>
        House.References(House.LocalCloud).ShouldAllBe(name => !name.StartsWith("AWSSDK", StringComparison.Ordinal));

    [Fact]
    public void Should_Let_No_Type_Of_A_Library_Out_Of_The_Cloud()
    {
        string[] inside = ["Amazon", "LibGit2Sharp", "Polly", "YamlDotNet", "Cake.Docker", "Cake.Git"];

        var escaped = House.Cloud.GetExportedTypes().SelectMany(type => Surface.Of(type)
            .Where(used => inside.Any(library => used.Namespace is { } home && (home == library || home.StartsWith(library + ".", StringComparison.Ordinal))))
            .Select(used => $"{type.FullName} shows {used.FullName}"));

        escaped.ShouldBeEmpty();
    }
}
