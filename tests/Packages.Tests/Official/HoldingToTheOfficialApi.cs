namespace Bundt.Packages.Tests.Official;

/// <summary>The stand-ins have nothing that the official packages have not: what compiles against them compiles against those.</summary>
public sealed class HoldingToTheOfficialApi
{
    [Theory]
    [InlineData("AWSSDK.AutoScaling")]
    [InlineData("AWSSDK.ElasticLoadBalancingV2")]
    [InlineData("Cake.Docker")]
    [InlineData("Cake.Frosting")]
    [InlineData("Cake.Git")]
    public void Should_Have_No_Type_And_No_Member_Otherwise(string package)
    {
        var comparison = new Comparison(OfficialApi.Of(package), CompiledApi.Of(package));

        var differences = comparison.Differences;

        Console.WriteLine(
            $"{package}: {comparison.Types} types and {comparison.Members} members compared, {differences.Count} are officially otherwise");
        comparison.Types.ShouldBePositive();
        string.Join('\n', differences).ShouldBeEmpty();
    }

    /// <summary>AWS's interfaces are left out: they grow with the service, so nobody implements them.</summary>
    [Theory]
    [InlineData("Cake.Docker")]
    [InlineData("Cake.Frosting")]
    [InlineData("Cake.Git")]
    public void Should_Demand_All_That_The_Official_Package_Demands(string package)
    {
        var comparison = new Comparison(OfficialApi.Of(package), CompiledApi.Of(package));

        string.Join('\n', comparison.Undemanded).ShouldBeEmpty();
    }

    [Fact]
    public void Should_Have_The_Conventions_Of_An_Official_Client_That_Is_At_Hand()
    {
        const string package = "AWSSDK.SimpleSystemsManagement";
        var comparison = new Comparison(official: CompiledApi.Of(package), standIn: OfficialApi.Of(package));

        Console.WriteLine($"The conventions of clients: {comparison.Types} types and {comparison.Members} members held to {package}");
        string.Join('\n', comparison.Differences).ShouldBeEmpty();
    }
}
