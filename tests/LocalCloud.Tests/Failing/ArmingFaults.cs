using System.Net.Http.Json;
using System.Text.Json;
using Bundt.LocalCloud.Faults;

namespace Bundt.LocalCloud.Tests.Failing;

public sealed class ArmingFaults(RunningCloud cloud) : FaultStory(cloud)
{
    [Fact]
    public async Task Should_List_What_Is_Armed_And_Disarm_It()
    {
        var armed = await Arm(new { kind = "latency", action = "DescribeVpcs", seconds = 0.1, chance = 0.5, seed = 7 });

        var listed = (await Reports()).Single(report => report.Id == armed.Id);
        (listed.State, listed.Struck, listed.Left, listed.Fault.Seed).ShouldBe(("armed", 0, 1, 7));
        (await Cloud.Http.DeleteAsync(new Uri(Cloud.Endpoint, $"/_local/faults/{armed.Id}"), Cancellation)).EnsureSuccessStatusCode();

        (await Reports()).ShouldNotContain(report => report.Id == armed.Id);
    }

    [Fact]
    public async Task Should_Tell_The_Seed_That_It_Made_Up() =>
        (await Arm(new { kind = "error", action = "DescribeVpcs", chance = 0.5 })).Fault.Seed.ShouldNotBeNull();

    [Theory]
    [InlineData("""{ "kind": "gremlins" }""", "no fault is called gremlins; there are throttling, error, latency, lostAnswer,")]
    [InlineData("""{ "count": 1 }""", "a fault needs a kind; there are throttling,")]
    [InlineData("""{ "kind": "throttling", "colour": "red" }""", "throttling has no field colour; it has kind, region, resource,")]
    [InlineData("""{ "kind": "noCapacity", "action": "RunInstances" }""", "noCapacity has no field action; it has")]
    [InlineData("""{ "kind": "throttling", "count": "often" }""", "throttling: count has a value of the wrong type")]
    [InlineData("""{ "kind": "throttling", "count": -1 }""", "throttling: count is 0 (without end) or more")]
    [InlineData("""{ "kind": "throttling", "skip": -1 }""", "throttling: skip is 0 or more")]
    [InlineData("""{ "kind": "latency", "seconds": 1, "program": "*" }""", "latency has no field program; it has")]
    [InlineData("""{ "kind": "throttling", "chance": 2 }""", "throttling: chance is above 0 and at most 1")]
    [InlineData("""{ "kind": "latency" }""", "latency: seconds is missing")]
    [InlineData("""{ "kind": "applicationErrors", "status": 200 }""", "applicationErrors: status is from 400 to 599")]
    [InlineData("""[]""", "a fault is a JSON object")]
    [InlineData("""{ "kind" """, "Expected")]
    public async Task Should_Refuse_What_No_Fault_Can_Be(string fault, string reason)
    {
        var before = (await Reports()).Count;
        using var content = new StringContent(fault);

        var answer = await Cloud.Http.PostAsync(Faults, content, Cancellation);

        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("error").GetString()!.ShouldContain(reason);
        (await Reports()).Count.ShouldBe(before);
    }

    [Fact]
    public async Task Should_Tell_Which_Kinds_There_Are()
    {
        var kinds = await Cloud.Http.GetFromJsonAsync<JsonElement[]>(new Uri(Cloud.Endpoint, "/_local/faults/kinds"), Cancellation);

        kinds!.Select(kind => kind.GetProperty("name").GetString()).ShouldBe(FaultKind.All.Select(kind => kind.Name));
    }

    [Fact]
    public void Should_Read_A_File_Of_Faults()
    {
        var file = Written("""
            // what a bad day is like
            [
              { "kind": "throttling", "chance": 0.1, "seed": 1, "count": 0 },
              { "kind": "bootSlow", "image": "ami-1", "seconds": 20 },
            ]
            """);

        FaultReader.ReadFile(file).Select(fault => fault.Kind).ShouldBe(["throttling", "bootSlow"]);
        Options.Parse(["--state", Cloud.State, "--port", "0", "--faults", file], _ => null).FaultFile.ShouldBe(file);
    }

    [Theory]
    [InlineData("""[{ "kind": "error" }, { "kind": "gremlins" }]""", "number 2: no fault is called gremlins; there are")]
    [InlineData("""[{ "kind": "error" }""", "LineNumber: 0")]
    public void Should_Say_What_Is_Wrong_With_A_File(string text, string reason)
    {
        var file = Written(text);

        Should.Throw<FormatException>(() => FaultReader.ReadFile(file)).Message.ShouldContain($"faults in {file}: ");
        Should.Throw<FormatException>(() => FaultReader.ReadFile(file)).Message.ShouldContain(reason);
    }

    [Fact]
    public void Should_Say_That_There_Is_No_Such_File() =>
        Should.Throw<FormatException>(() => FaultReader.ReadFile(Path.Combine(Cloud.Folder, "absent.json"))).Message.ShouldContain("absent.json");

    private string Written(string text)
    {
        var file = Path.Combine(Cloud.Folder, $"faults-{Guid.NewGuid()}.json");
        File.WriteAllText(file, text);
        return file;
    }
}
