using Bundt.LocalCloud.Metadata;
using Microsoft.Extensions.Time.Testing;

namespace Bundt.LocalCloud.Tests.Metadata;

public sealed class Tokens
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Should_Be_Good_Until_Their_Time_Is_Over()
    {
        var tokens = new MetadataTokens(_time);
        var (brief, lasting) = (tokens.Issue("i-1", TimeSpan.FromSeconds(1)), tokens.Issue("i-1", TimeSpan.FromHours(6)));

        tokens.Holds("i-1", brief).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(1));
        tokens.Holds("i-1", brief).ShouldBeFalse();
        tokens.Holds("i-1", lasting).ShouldBeTrue();
        _time.Advance(TimeSpan.FromHours(6));
        tokens.Holds("i-1", lasting).ShouldBeFalse();
    }

    [Fact]
    public void Should_Be_Good_For_One_Instance_Alone()
    {
        var tokens = new MetadataTokens(_time);

        tokens.Holds("i-2", tokens.Issue("i-1", TimeSpan.FromSeconds(60))).ShouldBeFalse();
    }

    [Fact]
    public void Should_Not_Be_Guessed_From_One_Another()
    {
        var tokens = new MetadataTokens(_time);

        var issued = Enumerable.Range(0, 100).Select(_ => tokens.Issue("i-1", TimeSpan.FromSeconds(60))).ToList();

        issued.ShouldBeUnique();
        issued.ShouldAllBe(token => token.Length == 56);
    }
}
