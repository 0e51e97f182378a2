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
        prod.Servers.Scaling.ShouldBe([new TargetTracking { Name = "cpu", Target = 50.5 }]);
        prod.Traffic.Rule.ShouldBe(10);
        prod.Traffic.Preview.Green.ShouldBe(8082);
        prod.Verify.Window.ShouldBe(TimeSpan.FromSeconds(1.5));
        prod.Swap.Warm.ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void Should_Read_How_Traffic_Is_Verified_And_Moved()
    {
        var prod = Read(Good
            .Replace("  rule: 10\n", "  strategy: canary\n  canary: { steps: [5, 25, 100], pause: 30s }\n", StringComparison.Ordinal)
            .Replace("swap: {", "hooks: { beforeSwap: [hooks/migrate], timeout: 1m }\nswap: { approval: manual, slower: 1.5, latency: 250ms, moreFailedPercent: 0.5, every: 5s,", StringComparison.Ordinal)
            .Replace("verify: {", "verify: { requests: [{ path: /status, status: 204, headers: { Server: nginx }, body: ok, json: { $.ready: true }, latency: 100ms, times: 5 }],", StringComparison.Ordinal));

        prod.Traffic.Shares().ShouldBe([5, 25, 100]);
        prod.Traffic.Canary.Pause.ShouldBe(TimeSpan.FromSeconds(30));
        prod.Hooks.BeforeSwap.ShouldBe(["hooks/migrate"]);
        (prod.Swap.Approval, prod.Swap.Slower, prod.Swap.Latency, prod.Swap.MoreFailedPercent).ShouldBe((ApprovalKind.Manual, 1.5, TimeSpan.FromMilliseconds(250), 0.5));
        var request = prod.Verify.Requests.ShouldHaveSingleItem();
        (request.Path, request.Status, request.Body, request.Latency, request.Times).ShouldBe(("/status", 204, "ok", TimeSpan.FromMilliseconds(100), 5));
        (request.Headers["Server"], request.Json["$.ready"]).ShouldBe(("nginx", "true"));
    }

    [Fact]
    public void Should_Read_Where_The_Tests_Run_And_Leave_Their_Results()
    {
        var app = Read(Good.Replace("port: 9000 }", "port: 9000, testIn: { image: node:22, network: shop, memory: 2g, cpus: 2, pids: 500, variables: { CI: true } }, testResults: [out/*.xml] }", StringComparison.Ordinal)).Application;

        app.TestIn!.ToString().ShouldBe("node:22 (network shop, memory 2g, cpus 2, pids 500, CI=true)");
        app.TestResults.ShouldBe(["out/*.xml"]);
        Read(Good.Replace("port: 9000 }", "port: 9000, testResults: [] }", StringComparison.Ordinal)).Application.TestResults.ShouldBeEmpty();
        Read(Good).Application.TestIn.ShouldBeNull();
    }

    [Fact]
    public void Should_Read_Which_Packer_Bakes()
    {
        var bake = Read(Good).Bake;
        (bake.Packer, bake.PackerIn).ShouldBe((null, null));

        Read(With("packer: tools/packer")).Bake.Packer.ShouldBe("tools/packer");
        Read(With("packerIn: { image: hashicorp/packer:1.11.2 }")).Bake.PackerIn.ShouldBe(new() { Image = "hashicorp/packer:1.11.2" });
    }

    [Theory]
    [InlineData("packer: tools/packer\n  packerIn: { image: packer }", "prod.yaml, line 7, column 11: bake.packer is 'tools/packer': expected no bake.packerIn beside it: Packer is that program, or in that container")]
    [InlineData("packer: ''", "bake.packer is empty: expected the path of a program, or nothing for the packer on PATH")]
    [InlineData("packerIn: { image: --privileged }", "bake.packerIn.image is '--privileged': expected the name of a container image, such as hashicorp/packer:1.11.2")]
    [InlineData("packerIn: hashicorp/packer:1.11.2", "line 7")]
    [InlineData("packerIn: { }", "'image' is required")]
    public void Should_Say_What_Is_Wrong_About_Packer(string keys, string expected) => Should.Throw<Problem>(() => Read(With(keys))).What.ShouldContain(expected);

    private static string With(string bake) => Good.Replace("  timeout: 0.5h", $"  {bake}", StringComparison.Ordinal);

    [Theory]
    [InlineData("testIn: { network: none }", "'image' is required")]
    [InlineData("testIn: { image: '--privileged node' }", "application.testIn.image is '--privileged node': expected the name of a container image, such as node:22")]
    [InlineData("testIn: { image: node, network: --privileged }", "expected none, or the name of a network of Docker")]
    [InlineData("testIn: { image: node, memory: much }", "expected a size such as 512m or 2g")]
    [InlineData("testIn: { image: node, cpus: 0 }", "application.testIn.cpus is '0': expected at least 1")]
    [InlineData("testIn: { image: node, pids: 0 }", "expected at least 1")]
    [InlineData("testIn: { image: node, variables: { A=B: c } }", "expected names of letters, digits and underscores")]
    [InlineData("testResults: [../**/*.xml]", "expected paths below the checkout")]
    public void Should_Say_What_Is_Wrong_About_The_Tests(string keys, string expected) =>
        Should.Throw<Problem>(() => Read(Good.Replace("port: 9000 }", $"{keys} }}", StringComparison.Ordinal))).What.ShouldContain(expected);

    [Fact]
    public void Should_Move_All_At_Once_Unless_Told_Otherwise()
    {
        var prod = Read(Good);

        (prod.Traffic.Strategy, prod.Swap.Approval).ShouldBe((TrafficStrategy.BlueGreen, ApprovalKind.None));
        prod.Traffic.Shares().ShouldBe([100]);
        Read(Good.Replace("  rule: 10", "  strategy: blue-green", StringComparison.Ordinal)).Traffic.Strategy.ShouldBe(TrafficStrategy.BlueGreen);
    }

    [Fact]
    public void Should_Tell_Scaling_Policies_Apart_By_What_They_Say()
    {
        var servers = Read(Good.Replace("launch: configuration", "launch: template", StringComparison.Ordinal).Replace("scaling: [{ name: cpu, target: 50.5 }]",
            """
            instanceTypes: [t3a.micro]
              scaling:
                - { name: queue, target: 100, custom: { namespace: Shop, metric: Queued, dimensions: { Queue: orders } } }
                - { name: out, adjustmentType: ChangeInCapacity, warmup: 2m, steps: [{ lower: 0, upper: 10.5, adjustment: 1 }, { lower: 10.5, adjustment: 2 }] }
                - { name: in, adjustmentType: ChangeInCapacity, adjustment: -1, cooldown: 5m }
              schedule: [{ name: morning, recurrence: 0 8 * * MON-FRI, timeZone: Europe/Berlin, min: 4, desired: 4 }]
              metrics: [all]
              tags: { team: shop, cost-center: "42" }
            """, StringComparison.Ordinal)).Servers;

        servers.Scaling.Select(policy => policy.ToString()).ShouldBe(
        [
            "TargetTracking { Name = queue, Metric = Average of Shop/Queued [Queue = orders], Target = 100 }",
            "StepScaling { Name = out, AdjustmentType = ChangeInCapacity, Steps = [1 from 0 to 10.5, 2 from 10.5 to ], Aggregation = Average, Warmup = 00:02:00 }",
            "SimpleScaling { Name = in, AdjustmentType = ChangeInCapacity, Adjustment = -1, Cooldown = 00:05:00 }",
        ]);
        servers.Schedule.ShouldBe([new() { Name = "morning", Recurrence = "0 8 * * MON-FRI", TimeZone = "Europe/Berlin", Min = 4, Desired = 4 }]);
        servers.InstanceTypes.ShouldBe(["t3a.micro"]);
        servers.Metrics.ShouldBe(["all"]);
        servers.Tags["cost-center"].ShouldBe("42");
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

    /// <summary>Each right text of the good file, the wrong one in its place, and the whole of what a person is told.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "min: 3", "minimum: 3", "line 10, column 3: there is no key 'minimum' here: expected one of desired, healthGrace, instanceProfile, instanceType, instanceTypes, launch, max, metrics, min, scaling, schedule, securityGroups, subnets, tags, userData" },
        { "port: 9000", "port: 90000", "line 1, column 51: application.port is '90000': expected a port from 1 to 65535" },
        { "port: 9000", "preReleases: yes", "line 1, column 58: 'yes' is not what belongs here: expected true or false" },
        { "port: 9000", "tokenVariable: ghp_0123", "line 1, column 60: application.tokenVariable is '(not shown)': expected the name of an environment variable in capital letters, such as SHOP_GIT_TOKEN, and never the token itself" },
        { "min: 3", "min: three", "line 10, column 8: 'three' is not what belongs here: expected a whole number" },
        { "min: 3", "min: [3]", "line 10, column 8: expected a whole number here, and not a list or a section" },
        { "target: 50.5", "goal: 50.5", "line 14, column 26: there is no key 'goal' here: expected one of custom, metric, name, target" },
        { "target: 50.5", "steps: [{ lower: 0, adjustment: 1 }]", "line 14, column 31: 'adjustmentType' is required, and is not there" },
        { "target: 50.5", "metric: CPU", "line 14, column 32: 'target' is required, and is not there" },
        { "min: 3", "min: 9", "line 10, column 8: servers.min is '9': expected 1 to servers.max, which is 4" },
        { "launch: configuration", "launch: fleet", "line 9, column 11: 'fleet' is not what belongs here: expected template or configuration" },
        { "\"123456789012\"", "12345678901", "line 2, column 17: aws.account is '12345678901': expected the twelve digits of an account, in quotes" },
        { "eu-west-1", "Ireland", "line 2, column 41: aws.region is 'Ireland': expected a region such as eu-west-1" },
        { "[203.0.113.7/32]", "[0.0.0.0/0]", "line 5, column 12: bake.ingress is '0.0.0.0/0': expected the deploying machine's own address, such as 203.0.113.7/32, and never the whole world" },
        { "green: web-prod-green", "green: web-prod-blue", "line 18, column 47: traffic.targetGroups.green is 'web-prod-blue': expected a target group other than the blue one" },
        { "green: 8082", "green: 8081", "line 19, column 33: traffic.preview.green is '8081': expected a port other than the blue preview's" },
        { "rule: 10", "strategy: bluegreen", "line 17, column 13: 'bluegreen' is not what belongs here: expected blue-green or canary" },
        { "rule: 10", "canary: { steps: [50] }", "line 17, column 20: traffic.canary.steps is '50': expected percent from 1 on, growing, and 100 at last" },
        { "rule: 10", "rule: 60000", "line 17, column 9: traffic.rule is '60000': expected a rule's priority from 1 to 50000" },
        { "swap: {", "retain: 0\nswap: {", "line 21, column 9: retain is '0': expected at least 1" },
        { "swap: {", "verify: {}\nswap: {", "line 21, column 1: Duplicate key verify" },
        { "{ name: web, checkout: ../web, port: 9000 }", "{ name: web }", "line 1, column 20: 'checkout' is required, and is not there" },
        { "application: { name: web, checkout: ../web, port: 9000 }", "", "line 21, column 5: 'application' is required, and is not there" },
        { "[203.0.113.7/32]", "[203.0.113.7/32", "line 5, column 12: from here on this is no YAML: a bracket may not be closed" },
        { "traffic:", "traffic", "line 16, column 15: While scanning a multiline plain scalar, found invalid mapping" },
        { "  rule: 10", "\trule: 10", "line 16, column 17: While scanning a plain scalar, found a tab character that violate indentation" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Should_Name_File_Line_And_What_Was_Expected(string right, string wrong, string told) =>
        Refusal(Good.Replace(right, wrong, StringComparison.Ordinal)).ShouldBe($"{_home.Below("environments", "prod.yaml")}, {told}.");

    [Theory]
    [InlineData("10")]
    [InlineData("soon")]
    [InlineData("-5s")]
    [InlineData("1,5h")]
    public void Should_Say_What_A_Duration_Looks_Like(string duration) =>
        Refusal(Good.Replace("10m", $"'{duration}'", StringComparison.Ordinal))
            .ShouldContain($"line 21, column 15: '{duration}' is not a duration: expected a number and ms, s, m, h or d, such as 90s");

    [Fact]
    public void Rule_30_Should_Refuse_A_Secret_And_Not_Show_It()
    {
        var secret = "AKIA" + new string('X', 16);

        var refusal = Refusal(Good.Replace("../web", secret, StringComparison.Ordinal));

        refusal.ShouldBe($"{_home.Below("environments", "prod.yaml")}, line 1, column 37: this looks like an AWS access key.");
    }

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

    public static TheoryData<string> Shipped => [.. ShippedFiles.All];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Should_Read_The_Files_That_Come_With_Bundt(string file)
    {
        foreach (var beside in Directory.GetFiles(Path.GetDirectoryName(ShippedFiles.PathOf(file))!, "*.yaml"))
            _home.Write($"environments/{Path.GetFileName(beside)}", File.ReadAllText(beside));

        EnvironmentFiles.Read(_home.Path, Path.GetFileNameWithoutExtension(file)).IsLocal.ShouldBe(file == "local.yaml");
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
}
