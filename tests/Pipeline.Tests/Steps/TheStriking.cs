using System.Text.Json;
using System.Text.Json.Serialization;
using Bundt.Cloud.Experiments;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Experiments;
using Bundt.Domain.Servers;
using Bundt.LocalCloud.Faults;
using Bundt.Pipeline.Steps;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace Bundt.Pipeline.Tests.Steps;

public sealed class TheStriking
{
    private static readonly JsonSerializerOptions AsSent = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly IStrikes _strikes = Substitute.For<IStrikes>();
    private readonly FakeTimeProvider _time = new();

    private static readonly ServerGroup Live = Some.Group("1.4.2", day: 2, on: Some.Blue) with
    {
        Servers = [.. Enumerable.Range(1, 3).Select(number => new Server($"i-{number}", "eu-west-1a", "InService", Healthy: true))],
    };

    public static TheoryData<ChaosKind> Faults => [.. Enum.GetValues<ChaosKind>().Except(ChaosSettings.Everywhere)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Should_Arm_What_The_Local_Cloud_Knows(ChaosKind kind) =>
        FaultReader.Read(JsonSerializer.SerializeToElement(Of(kind).Fault, AsSent)).Kind.ShouldBe(JsonNamingPolicy.CamelCase.ConvertName($"{kind}"));

    [Fact]
    public async Task Should_Terminate_All_Of_A_Zone()
    {
        await Striking().Do(Of(ChaosKind.Zone, servers: 2), Some.Blue);

        await _strikes.Received().Terminate("i-1");
        await _strikes.Received().Terminate("i-2");
        _strikes.ReceivedCalls().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Should_Put_A_Server_Back_After_A_While()
    {
        var (striking, strike) = (Striking(), Of(ChaosKind.Deregister));
        await striking.Do(strike, Some.Blue);
        await _strikes.Received().Deregister(Some.Blue, "i-1");

        (await striking.Reason(strike, Some.Blue, Live)).ShouldBe("i-1 is out of web-prod-blue");
        await _strikes.DidNotReceiveWithAnyArgs().Register(default!, default!);
        _time.Advance(TimeSpan.FromSeconds(15));
        (await striking.Reason(strike, Some.Blue, Live)).ShouldBe("i-1 was put back into web-prod-blue");
        (await striking.Reason(strike, Some.Blue, Live)).ShouldBeNull();

        (await striking.TakeBack(Some.Blue)).ShouldBeNull();
        await _strikes.Received(1).Register(Some.Blue, "i-1");
    }

    [Fact]
    public async Task Should_Leave_It_To_Auto_Scaling_Where_That_Replaces_The_Server()
    {
        var (striking, strike) = (Striking(), Of(ChaosKind.Deregister));
        await striking.Do(strike, Some.Blue);

        (await striking.Reason(strike, Some.Blue, Live with { Servers = [Live.Servers[0] with { Lifecycle = "Terminating" }, .. Live.Servers.Skip(1)] })).ShouldBeNull();
        await striking.TakeBack(Some.Blue);

        await _strikes.DidNotReceiveWithAnyArgs().Register(default!, default!);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Should_Put_Back_What_May_Be_Out(bool isLost, int times)
    {
        _strikes.Deregister(default!, default!).ReturnsForAnyArgs(Task.FromException(isLost ? new NoAnswer("nobody", "again", new IOException()) : new Problem("AccessDenied")));
        var striking = Striking();
        await Should.ThrowAsync<Problem>(() => striking.Do(Of(ChaosKind.Deregister), Some.Blue));

        await striking.TakeBack(Some.Blue);

        await _strikes.Received(times).Register(Some.Blue, "i-1");
    }

    [Fact]
    public async Task Should_Disarm_What_It_Has_Armed_Though_A_Server_Cannot_Be_Put_Back()
    {
        _strikes.Arm(default!).ReturnsForAnyArgs("7");
        _strikes.Register(default!, default!).ReturnsForAnyArgs(Task.FromException(new Problem("no")));
        var striking = Striking();
        await striking.Do(Of(ChaosKind.ApplicationErrors), Some.Blue);
        await striking.Do(Of(ChaosKind.Deregister), Some.Blue);

        (await striking.TakeBack(Some.Blue)).ShouldNotBeNull().What.ShouldBe("no");

        await _strikes.Received().Disarm("7");
    }

    [Fact]
    public async Task Should_Last_As_Long_As_A_Fault_Does()
    {
        _strikes.Arm(default!).ReturnsForAnyArgs("7");
        var (striking, strike) = (Striking(), Of(ChaosKind.ApplicationErrors));
        await striking.Do(strike, Some.Blue);

        (await striking.Reason(strike, Some.Blue, Live)).ShouldBe("the fault lasts 10 s");
        _time.Advance(TimeSpan.FromSeconds(10));
        (await striking.Reason(strike, Some.Blue, Live)).ShouldBeNull();
    }

    private Striking Striking() => new(_strikes, _time);

    private static Strike Of(ChaosKind kind, int servers = 1) => new(7, 1, kind, Live.Name, 3, [.. Live.Servers.Take(servers)]);
}
