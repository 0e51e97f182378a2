using Bundt.Cloud.Environments;
using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud.Tests.Environments;

/// <summary>What several stacks have in common stands in one file, and what a machine or a job knows comes from its environment variables.</summary>
public sealed class ExtendingAnEnvironmentFile : IDisposable
{
    private const string Base =
        """
        application: { name: shop, checkout: ../shop, port: 8080 }
        aws:
          account: "123456789012"
          region: eu-west-1
        bake: { source: { name: debian-*, owner: amazon } }
        servers:
          min: 3
          max: 12
          subnets: [subnet-1, subnet-2]
          securityGroups: [web]
          tags: { team: shop, tier: web }
        traffic:
          loadBalancer: shop
          targetGroups: { blue: shop-blue, green: shop-green }
          preview: { blue: 8081, green: 8082 }
        """;

    private readonly Folder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Should_Take_From_The_Base_What_The_File_Does_Not_Say_Itself()
    {
        _home.Write("environments/base.yaml", Base);

        var acme = Read("""
            extends: base
            servers: { min: 1, subnets: [subnet-9], tags: { tier: acme } }
            traffic: { loadBalancer: acme }
            retain: 3
            """);

        (acme.Name, acme.Application.Name, acme.Retain).ShouldBe(("acme", "shop", 3));
        (acme.Servers.Min, acme.Servers.Max).ShouldBe((1, 12));
        acme.Servers.Subnets.ShouldBe(["subnet-9"], "lists are replaced, not joined");
        acme.Servers.Tags.ShouldBe(new Dictionary<string, string> { ["team"] = "shop", ["tier"] = "acme" }, ignoreOrder: true);
        (acme.Traffic.LoadBalancer, acme.Traffic.TargetGroups.Blue).ShouldBe(("acme", "shop-blue"));
    }

    [Fact]
    public void Should_Extend_A_File_That_Extends_Another()
    {
        _home.Write("environments/base.yaml", Base);
        _home.Write("environments/white-label.yaml", "extends: base\nretain: 2\nservers: { max: 6 }\n");

        var acme = Read("extends: white-label\nservers: { max: 4 }\n");

        (acme.Retain, acme.Servers.Max, acme.Servers.Min).ShouldBe((2, 4, 3));
    }

    /// <summary>The base, the file, the file that the mistake is in, and what a person is told of it.</summary>
    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        { Base, "extends: base\nservers: { mim: 1 }", "acme", "line 2, column 12: there is no key 'mim' here: expected one of desired, healthGrace" },
        { Base.Replace("max: 12", "maxx: 12", StringComparison.Ordinal), "extends: base\nservers: { min: 1 }", "base", "line 8, column 3: there is no key 'maxx' here" },
        { Base.Replace("region: eu-west-1", "region: Ireland", StringComparison.Ordinal), "extends: base", "base", "line 4, column 11: aws.region is 'Ireland': expected a region such as eu-west-1." },
        { Base, "extends: base\nservers: { min: 13 }", "acme", "line 2, column 17: servers.min is '13': expected 1 to servers.max, which is 12." },
        { Base.Replace("  region: eu-west-1\n", "", StringComparison.Ordinal), "extends: base", "base", "line 3, column 10: 'region' is required, and is not there." },
        { Base, "extends: basis", "acme", "line 1, column 10: extends is 'basis': expected the name of another file beside this one, without its .yaml." },
        { Base, "extends: ../environments/base", "acme", "line 1, column 10: extends is '../environments/base': expected the name of another file beside this one" },
        { Base, "extends: [base]", "acme", "line 1, column 10: extends is '[ base ]': expected the name of another file" },
        { "extends: acme\n" + Base, "extends: base", "base", "line 1, column 1: it extends acme, which in the end extends it." },
        { "[1]", "extends: base", "base", "line 1, column 1: it is extended, and holds no sections." },
        { Base + "\n  - 1", "extends: base", "base", "line 16" },
        { Base.Replace("checkout: ../shop", "checkout: AKIA" + new string('X', 16), StringComparison.Ordinal), "extends: base", "base", "line 1, column 38: this looks like an AWS access key." },
        { Base, "extends: base\nservers: { [min]: 1 }", "acme", "line 2, column 12: expected a key here, and not a list or a section." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Should_Name_The_File_That_The_Mistake_Is_In(string below, string text, string file, string told)
    {
        _home.Write("environments/base.yaml", below);

        var mistake = Should.Throw<Problem>(() => Read(text));

        mistake.What.ShouldStartWith($"{_home.Below("environments", file + ".yaml")}, {told}");
        mistake.State.ShouldBe("Nothing was changed.");
    }

    [Fact]
    public void Should_Fill_In_Environment_Variables()
    {
        using var set = new SetVariables(("BUNDT_TEST_ACCOUNT", "210987654321"), ("BUNDT_TEST_MIN", "2"), ("BUNDT_TEST_NOTHING", ""));
        _home.Write("environments/base.yaml", Base.Replace("\"123456789012\"", "${env:BUNDT_TEST_ACCOUNT}", StringComparison.Ordinal));

        var acme = Read("""
            extends: base
            servers:
              min: ${env:BUNDT_TEST_MIN}
              max: ${env:BUNDT_TEST_UNSET:-9}
              healthGrace: ${env:BUNDT_TEST_NOTHING:-90s}
              userData: |
                #!/bin/sh
                echo "${HOME} ${env:BUNDT_TEST_MIN} $${env:BUNDT_TEST_MIN}"
            """);

        acme.Aws.Account.ShouldBe("210987654321");
        (acme.Servers.Min, acme.Servers.Max, acme.Servers.HealthGrace).ShouldBe((2, 9, TimeSpan.FromSeconds(90)));
        acme.Servers.UserData.ShouldBe("#!/bin/sh\necho \"${HOME} 2 ${env:BUNDT_TEST_MIN}\"");
    }

    [Theory]
    [InlineData("two", "line 2, column 17: 'two' is not what belongs here: expected a whole number.")]
    [InlineData("", "line 2, column 17: the environment variable BUNDT_TEST_MIN is not set, and nothing is said for that (${env:NAME:-otherwise}).")]
    [InlineData("https://me:secret@example.com", "line 2, column 17: with its variables filled in this looks like a URL with a password.")]
    public void Rule_30_Should_Say_What_Is_Wrong_About_A_Variable_And_Not_Show_A_Secret(string value, string told)
    {
        using var set = new SetVariables(("BUNDT_TEST_MIN", value));
        _home.Write("environments/base.yaml", Base);

        Should.Throw<Problem>(() => Read("extends: base\nservers: { min: '${env:BUNDT_TEST_MIN}' }")).What
            .ShouldBe($"{_home.Below("environments", "acme.yaml")}, {told}");
    }

    private ReleaseEnvironment Read(string text)
    {
        _home.Write("environments/acme.yaml", text);
        return EnvironmentFiles.Read(_home.Path, "acme");
    }
}
