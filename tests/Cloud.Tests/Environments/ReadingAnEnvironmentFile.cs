using Bundt.Cloud.Environments;
using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Tests.Environments;

public sealed class ReadingAnEnvironmentFile : IDisposable
{
    private const string Good =
        """
        application: { name: web, checkout: ../web, port: 9000 }
        aws: { account: "123456789012", region: eu-west-1 }
        bake:
          source: { name: debian-*, owner: amazon }
          ingress: [203.0.113.7/32]
          variables: { php: "8.4" }
          timeout: 0.5h
        servers:
          launch: configuration
          min: 3
          subnets: [subnet-1, subnet-2]
          securityGroups: [web]
          healthGrace: 90s
          scaling: [{ name: cpu, target: 50.5 }]
        traffic:
          loadBalancer: web-prod
          rule: 10
          targetGroups: { blue: web-prod-blue, green: web-prod-green }
          preview: { blue: 8081, green: 8082 }
        verify: { window: 1500ms }
        swap: { warm: 10m }
        """;

    private readonly Folder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Should_Read_Every_Kind_Of_Value()
    {
        var prod = Read(Good);

        prod.Name.ShouldBe("prod");
        prod.IsLocal.ShouldBeFalse();
        prod.Application.Port.ShouldBe(9000);
        prod.Aws.Account.ShouldBe("123456789012");
        prod.Bake.Ingress.ShouldBe(["203.0.113.7/32"]);
        prod.Bake.Variables["php"].ShouldBe("8.4");
        prod.Bake.Timeout.ShouldBe(TimeSpan.FromMinutes(30));
        prod.Servers.Launch.ShouldBe(LaunchKind.Configuration);
        prod.Servers.HealthGrace.ShouldBe(TimeSpan.FromSeconds(90));
        prod.Servers.Scaling.ShouldBe([new() { Name = "cpu", Target = 50.5 }]);
        prod.Traffic.Rule.ShouldBe(10);
        prod.Traffic.Preview.Green.ShouldBe(8082);
        prod.Verify.Window.ShouldBe(TimeSpan.FromSeconds(1.5));
        prod.Swap.Warm.ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void Should_Fill_In_What_Is_Not_Said()
    {
        var prod = Read(Good);

        prod.Retain.ShouldBe(5);
        prod.Application.Branch.ShouldBe("main");
        prod.Swap.Watch.ShouldBe(TimeSpan.FromMinutes(2));
        prod.Traffic.Listener.ShouldBe(443);
    }

    [Fact]
    public void Should_Name_File_And_Line_Of_An_Unknown_Key() =>
        Refusal(Good.Replace("min: 3", "minimum: 3", StringComparison.Ordinal)).ShouldSatisfyAllConditions(
            message => message.ShouldContain(_home.Below("environments", "prod.yaml") + ", line 10, column 3"),
            message => message.ShouldContain("minimum"));

    [Fact]
    public void Should_Name_What_Is_Missing() =>
        Refusal(Good.Replace("{ name: web, checkout: ../web, port: 9000 }", "{ name: web }", StringComparison.Ordinal)).ShouldContain("checkout", Case.Insensitive);

    [Theory]
    [InlineData("10")]
    [InlineData("soon")]
    [InlineData("-5s")]
    [InlineData("1,5h")]
    public void Should_Say_What_A_Duration_Looks_Like(string duration) =>
        Refusal(Good.Replace("10m", $"'{duration}'", StringComparison.Ordinal))
            .ShouldContain($"line 21, column 15: '{duration}' is not a duration: expected a number and ms, s, m or h, such as 90s");

    [Theory]
    [InlineData("min: 3", "min: three", "line 10")]
    [InlineData("launch: configuration", "launch: fleet", "line 9")]
    [InlineData("traffic:", "traffic", "line")]
    public void Should_Name_The_Line_Of_Whatever_Is_Wrong(string right, string wrong, string line) =>
        Refusal(Good.Replace(right, wrong, StringComparison.Ordinal)).ShouldContain(line);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    public void Should_Refuse_An_Empty_File(string text) => Refusal(text).ShouldContain("prod.yaml");

    [Fact]
    public void Should_List_The_Known_Environments_When_There_Is_No_Such_File()
    {
        _home.Write("environments/prod.yaml", Good);
        _home.Write("environments/internal.yaml", Good);

        var problem = Should.Throw<Problem>(() => EnvironmentFiles.Read(_home.Path, "production"));

        problem.What.ShouldContain("There is no environment 'production'");
        problem.Next.ShouldBe("Choose one with --env=NAME: internal, prod.");
    }

    [Fact]
    public void Should_Find_Bundts_Own_Files_In_The_Build_Folder()
    {
        _home.Write("build/environments/prod.yaml", Good);

        EnvironmentFiles.Read(_home.Path, "prod").Application.Name.ShouldBe("web");
    }

    [Theory]
    [InlineData("build/environments/local.yaml")]
    [InlineData("build/environments/examples/prod.yaml")]
    public void Should_Read_The_Files_That_Come_With_Bundt(string file)
    {
        _home.Write("environments/shipped.yaml", File.ReadAllText(Path.Combine(Repository(), file)));

        EnvironmentFiles.Read(_home.Path, "shipped").IsLocal.ShouldBe(file.EndsWith("local.yaml", StringComparison.Ordinal));
    }

    private ReleaseEnvironment Read(string text)
    {
        _home.Write("environments/prod.yaml", text);
        return EnvironmentFiles.Read(_home.Path, "prod");
    }

    private string Refusal(string text)
    {
        var problem = Should.Throw<Problem>(() => Read(text));
        problem.State.ShouldBe("Nothing was changed.");
        return problem.What;
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "build.sh")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
