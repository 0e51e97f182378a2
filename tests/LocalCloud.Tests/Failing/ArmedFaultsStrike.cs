using System.Text.Json;
using Bundt.LocalCloud.Faults;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Bundt.LocalCloud.Tests.Failing;

public sealed class ArmedFaultsStrike
{
    private readonly FakeTimeProvider _time = new();
    private readonly ArmedFaults _faults;

    public ArmedFaultsStrike() => _faults = new(_time, NullLogger<ArmedFaults>.Instance);

    [Fact]
    public void Should_Strike_As_Often_As_Counted_And_Show_It()
    {
        Arm("""{ "kind": "throttling", "count": 2 }""");

        Strikes(4).ShouldBe("xx--");

        var report = _faults.Reports.Single();
        (report.State, report.Struck, report.Left).ShouldBe(("spent", 2, 0));
    }

    [Fact]
    public void Should_Skip_As_Many_As_Told()
    {
        Arm("""{ "kind": "throttling", "action": "RunInstances", "skip": 2, "count": 2 }""");

        Strikes(1, "DescribeVpcs").ShouldBe("-");
        Strikes(6).ShouldBe("--xx--");
    }

    [Fact]
    public void Should_Strike_Without_End_When_Counted_So()
    {
        Arm("""{ "kind": "throttling", "count": 0 }""");

        Strikes(5).ShouldBe("xxxxx");

        _faults.Reports.Single().Left.ShouldBeNull();
    }

    [Fact]
    public void Should_Strike_In_Its_Time_Only()
    {
        Arm("""{ "kind": "throttling", "count": 0, "after": 5, "for": 10 }""");

        _faults.Reports.Single().State.ShouldBe("waiting");
        Strikes(1).ShouldBe("-");
        _time.Advance(TimeSpan.FromSeconds(5));
        Strikes(1).ShouldBe("x");
        _time.Advance(TimeSpan.FromSeconds(10));
        Strikes(1).ShouldBe("-");
        _faults.Reports.Single().State.ShouldBe("over");
    }

    [Fact]
    public void Should_Strike_The_Same_Calls_Again_With_The_Same_Seed_Whatever_Other_Calls_Come_Between()
    {
        var first = Arm("""{ "kind": "throttling", "count": 0, "chance": 0.3 }""");
        var alone = Strikes(200);
        _faults.Disarm();

        _faults.Arm(first.Fault);
        var among = string.Concat(Enumerable.Range(0, 200).Select(_ =>
        {
            Strikes(3, "DescribeVpcs");
            return Strikes(1);
        }));

        among.ShouldBe(alone);
        alone.Count(letter => letter == 'x').ShouldBeInRange(30, 90);
        _faults.Disarm();
        _faults.Arm(first.Fault with { Seed = first.Fault.Seed + 1 });
        Strikes(200).ShouldNotBe(alone);
    }

    [Theory]
    [InlineData("""{ "kind": "throttling", "service": "ec2", "action": "Run*" }""", true)]
    [InlineData("""{ "kind": "throttling", "service": "s3" }""", false)]
    [InlineData("""{ "kind": "throttling", "action": "Describe*" }""", false)]
    [InlineData("""{ "kind": "throttling", "resource": "ami-?" }""", true)]
    [InlineData("""{ "kind": "throttling", "resource": "ami-2" }""", false)]
    [InlineData("""{ "kind": "throttling", "tag": "Name=web-*" }""", true)]
    [InlineData("""{ "kind": "throttling", "tag": "Name" }""", true)]
    [InlineData("""{ "kind": "throttling", "tag": "Name=db-*" }""", false)]
    [InlineData("""{ "kind": "throttling", "region": "us-*" }""", false)]
    public void Should_Strike_Whom_It_Is_Meant_For(string fault, bool strikes)
    {
        Arm(fault);

        Strikes(1).ShouldBe(strikes ? "x" : "-");
    }

    [Fact]
    public void Should_Spare_What_Is_Too_Young()
    {
        Arm("""{ "kind": "applicationErrors", "age": 20, "zone": "eu-west-1?", "type": "t3.*", "image": "ami-1" }""");
        var server = new Subject { Region = "eu-west-1", Machine = ("ami-1", "t3.nano", "eu-west-1b"), Since = _time.GetUtcNow() };

        _faults.Strike(FaultKind.ApplicationErrors, () => server).ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(20));

        _faults.Strike(FaultKind.ApplicationErrors, () => server).ShouldNotBeNull();
        _faults.Strike(FaultKind.ApplicationErrors, () => server with { Machine = ("ami-1", "m5.large", "eu-west-1b") }).ShouldBeNull();
    }

    private FaultReport Arm(string json)
    {
        using var document = JsonDocument.Parse(json);
        return _faults.Arm(FaultReader.Read(document.RootElement));
    }

    private string Strikes(int times, string action = "RunInstances") => string.Concat(Enumerable.Range(0, times).Select(_ =>
        _faults.Strike(FaultKind.Throttling, () => new Subject
        {
            Region = "eu-west-1",
            Call = ("ec2", action),
            Names = ["ami-1"],
            Tags = [KeyValuePair.Create("Name", "web-1")],
        }) is null ? '-' : 'x'));
}
