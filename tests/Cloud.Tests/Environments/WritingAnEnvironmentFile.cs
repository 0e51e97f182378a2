using Bundt.Cloud.Environments;
using Bundt.Domain.Environments;
using Bundt.Domain.Rehearsals;

namespace Bundt.Cloud.Tests.Environments;

/// <summary>What is written is what is read.</summary>
public sealed class WritingAnEnvironmentFile : IDisposable
{
    private readonly Folder _home = new();

    public static TheoryData<string> Shipped => [.. ShippedFiles.All];

    public void Dispose() => _home.Dispose();

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Should_Read_Back_The_Files_That_Come_With_Bundt(string file)
    {
        var path = ShippedFiles.PathOf(file);
        Directory.CreateDirectory(Path.Combine(_home.Path, "environments"));
        foreach (var other in Directory.GetFiles(Path.GetDirectoryName(path)!, "*.yaml"))
            File.Copy(other, Path.Combine(_home.Path, "environments", Path.GetFileName(other)));

        ShouldReadBack(EnvironmentFiles.Read(_home.Path, Path.GetFileNameWithoutExtension(file)));
    }

    [Fact]
    public void Should_Read_Back_Every_Kind_Of_Value() => ShouldReadBack(Rich);

    [Fact]
    public void Should_Read_Back_A_Twin() => ShouldReadBack(Twin.Of(Rich, new(10, 0.5, 18000, new() { Blue = 18001, Green = 18002 }, RunsHooks: true, path => $"/there/{path}")).Environment);

    private static ReleaseEnvironment Rich => Some.Environment with
    {
        Name = "prod",
        Application = Some.Environment.Application with { TestIn = new() { Image = "node:22", Cpus = 2, Variables = new Dictionary<string, string> { ["MODE"] = "true" } }, TestResults = [] },
        Servers = new()
        {
            Subnets = ["1234", "null", "~"],
            SecurityGroups = ["yes"],
            Min = 3,
            Max = 9,
            Desired = 4,
            Launch = LaunchKind.Template,
            UserData = "#!/bin/sh\n\n# one: two\n  indented  \n\ttabbed \"quoted\" 'too' \\n $HOME\nend\n",
            Scaling =
            [
                new TargetTracking { Name = "cpu", Target = 50.5 },
                new TargetTracking { Name = "orders", Target = 10, Custom = new() { Namespace = "Shop", Metric = "Orders", Dimensions = new Dictionary<string, string> { ["queue"] = "a" } } },
                new StepScaling { Name = "step", AdjustmentType = "ChangeInCapacity", Steps = [new() { Lower = 0, Upper = 10, Adjustment = 1 }, new() { Lower = 10, Adjustment = 2 }], Warmup = TimeSpan.FromSeconds(90) },
                new SimpleScaling { Name = "simple", AdjustmentType = "ExactCapacity", Adjustment = 4 },
            ],
            Schedule = [new() { Name = "morning", Recurrence = "0 8 * * MON-FRI", TimeZone = "Europe/Berlin", Min = 4 }],
            Tags = new Dictionary<string, string> { ["team"] = "0123" },
        },
        Traffic = Some.Environment.Traffic with { Strategy = TrafficStrategy.Canary, Canary = new() { Steps = [1, 100], Pause = TimeSpan.FromMilliseconds(1500) } },
        Verify = new() { Requests = [new() { Path = "/status?a=1", Body = "^\\s*\\{", Json = new Dictionary<string, string> { ["$.database"] = "up" }, Latency = TimeSpan.FromMilliseconds(500) }] },
        Swap = new() { Approval = ApprovalKind.Manual, Latency = TimeSpan.FromMilliseconds(800), Slower = 1.5, MoreFailedPercent = 0.25 },
        Hooks = new() { BeforeSwap = ["hooks/migrate"] },
        Notify = new() { Slack = "SHOP_SLACK", Events = [] },
        StateBucket = "shop-state",
    };

    // Lists are no records: two that say the same are compared as they are written.
    private void ShouldReadBack(ReleaseEnvironment environment)
    {
        var text = WrittenEnvironment.Of(environment);
        _home.Write("environments/written.yaml", text);

        var read = EnvironmentFiles.Read(_home.Path, "written");

        WrittenEnvironment.Of(read).ShouldBe(text);
        read.Servers.Digest().ShouldBe(environment.Servers.Digest());
        (read.Servers.UserData, read.Traffic.Strategy, read.Swap.Approval, read.Application.TestIn?.ToString()).ShouldBe(
            (environment.Servers.UserData, environment.Traffic.Strategy, environment.Swap.Approval, environment.Application.TestIn?.ToString()));
        read.Servers.Scaling.Select(policy => $"{policy}").ShouldBe(environment.Servers.Scaling.Select(policy => $"{policy}"));
    }
}
