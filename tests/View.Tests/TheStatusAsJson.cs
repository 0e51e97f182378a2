using System.Text.Json;

namespace Bundt.View.Tests;

public sealed class TheStatusAsJson
{
    [Fact]
    public void Should_Hold_What_Scripts_Ask_For()
    {
        var status = Parse(SomeStatus.Of(SomeStatus.Live, SomeStatus.Warm, SomeStatus.Stranger));

        status.GetProperty("application").GetString().ShouldBe("web");
        status.GetProperty("environment").GetString().ShouldBe("prod");
        status.GetProperty("address").GetString().ShouldBe("http://lb");
        status.GetProperty("live").GetProperty("release").GetString().ShouldBe("v1.5.0");
        status.GetProperty("live").GetProperty("commit").GetString().ShouldBe("def");
        var groups = status.GetProperty("groups").EnumerateArray().ToArray();
        groups.Select(group => group.GetProperty("state").GetString()).ShouldBe(["live", "warm", "idle"]);
        groups[1].GetProperty("warmUntil").GetDateTimeOffset().ShouldBe(SomeStatus.Warm.WarmUntil!.Value);
        groups[2].GetProperty("release").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Should_Say_That_Nothing_Is_Live() => Parse(SomeStatus.Of()).GetProperty("live").ValueKind.ShouldBe(JsonValueKind.Null);

    [Fact]
    public void Should_Be_Read_Back() => EnvironmentStatus.Read(SomeStatus.Of(SomeStatus.Live, SomeStatus.Warm).ToJson())!.Live.ShouldBe(SomeStatus.Live);

    private static JsonElement Parse(EnvironmentStatus status)
    {
        using var document = JsonDocument.Parse(status.ToJson());
        return document.RootElement.Clone();
    }
}
