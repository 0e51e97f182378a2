namespace Bundt.Packages.Tests.Official;

/// <summary>The comparison finds what it is there to find. A stand-in stays as it is; here the list has something otherwise, or lacks it.</summary>
public sealed class TellingDifferences
{
    /// <summary>A package, what its list has, what it has instead, and the name that every difference then tells.</summary>
    public static TheoryData<string, string, string, string> Otherwise => new()
    {
        // Types: none of the name, another kind, another parent, an interface or a constraint less, another use.
        { "Cake.Docker", "class DockerContainerCpSettings", "class DockerContainerCopySettings", "DockerContainerCpSettings" },
        { "Cake.Docker", "sealed class DockerContainerCpSettings", "class DockerContainerCpSettings", "DockerContainerCpSettings" },
        { "Cake.Docker", "DockerContainerCpSettings : AutoToolSettings", "DockerContainerCpSettings", "DockerContainerCpSettings" },
        { "Cake.Frosting", "IFrostingLifetime : IFrostingSetup, ", "IFrostingLifetime : ", "IFrostingLifetime" },
        { "Cake.Frosting", "class FrostingTask<T> : IFrostingTask where T : ICakeContext", "class FrostingTask<T> : IFrostingTask", "FrostingTask" },
        { "Cake.Frosting", "AllowMultiple = true)] public sealed class IsDependentOn", ")] public sealed class IsDependentOn", "IsDependentOn" },

        // Members: none of the name, parameters of another kind, name, number or default, other accessors, another value.
        { "Cake.Git", "GitLogTip", "GitTip", "GitLogTip" },
        { "Cake.Git", "GitBranch(Repository repository)", "GitBranch()", "GitBranch" },
        { "Cake.Git", "remoteName = \"origin\"", "remoteName = \"upstream\"", "GitFetch" },
        { "Cake.Git", "int? minimalLength = default", "int? minimalLength", "GitShortenSha" },
        { "Cake.Git", "bool? Prune", "bool Prune", "Prune" },
        { "Cake.Git", "string Sha { get; }", "string Sha { get; set; }", "Sha" },
        { "Cake.Git", "RootCommit = \"4b", "RootCommit = \"5b", "RootCommit" },
        { "Cake.Docker", "DockerPs(this ", "DockerPs(", "DockerPs" },
        { "Cake.Docker", "DockerContainerRmSettings settings, params string[] containers", "DockerContainerRmSettings settings, string[] containers", "DockerRm" },
        { "Cake.Docker", "DockerPull(this ICakeContext context, string i", "DockerPull(this ICakeContext context, string anI", "DockerPull" },
        { "Cake.Docker", "[AutoProperty(Format = \"--{0}={1}\")] public bool? Rm", "public bool? Rm", "Rm" },
        { "Cake.Frosting", "default string SkippedMessage", "string SkippedMessage", "SkippedMessage" },
        { "Cake.Frosting", "virtual Task RunAsync(T", "abstract Task RunAsync(T", "RunAsync" },

        // Clients: an operation, what it can be called without, a member of a request, a value of an enumeration, an exception.
        { "AWSSDK.AutoScaling", " DeleteScheduledAction\n", " CancelScheduledAction\n", "DeleteScheduledAction" },
        { "AWSSDK.AutoScaling", "  DescribeTags\n", "", "DescribeTagsAsync" },
        { "AWSSDK.ElasticLoadBalancingV2", "Include: List<string>", "Include: string", "Include" },
        { "AWSSDK.ElasticLoadBalancingV2", "= \"internet-facing\"", "= \"public\"", "InternetFacing" },
        { "AWSSDK.ElasticLoadBalancingV2", "  RuleNotFoundException", "  RuleLostException", "RuleNotFoundException" },
    };

    [Theory]
    [MemberData(nameof(Otherwise))]
    public void Should_Name_What_Is_Officially_Otherwise(string package, string listed, string instead, string name)
    {
        var list = OfficialApi.List(package);
        list.ShouldContain(listed);

        var comparison = new Comparison(OfficialApi.Read(list.Replace(listed, instead, StringComparison.Ordinal)), CompiledApi.Of(package));

        comparison.Differences.ShouldNotBeEmpty();
        comparison.Differences.ShouldAllBe(difference => difference.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void Should_Say_What_The_Official_Package_Has_Instead()
    {
        var official = Signature.Of("Cake", "public class Oven", "public void Bake(int minutes = 30)");
        var standIn = Signature.Of("Cake", "public class Oven", "public void Bake(int minutes = 20)", "public void Open()");

        new Comparison(official.ToHashSet(), standIn.ToHashSet()).Differences.ShouldBe(
        [
            "Cake.Oven: public void Bake(int minutes = 20)\n    officially: public void Bake(int minutes = 30)",
            "Cake.Oven: public void Open()\n    officially there is none",
        ]);
    }

    [Fact]
    public void Should_Name_What_Only_The_Official_Package_Demands()
    {
        var official = Signature.Of("Cake", "public interface IOven", "void Bake()", "void Clean()")
            .Concat(Signature.Of("Cake", "public abstract class Oven", "public abstract void Open()", "public void Close()"));
        var standIn = Signature.Of("Cake", "public interface IOven", "void Bake()")
            .Concat(Signature.Of("Cake", "public abstract class Oven"));

        new Comparison(official.ToHashSet(), standIn.ToHashSet()).Undemanded
            .ShouldBe(["Cake.IOven: void Clean()", "Cake.Oven: public abstract void Open()"]);
    }
}
