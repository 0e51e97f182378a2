using Bundt.Domain.Environments;
using Bundt.Domain.Images;

namespace Bundt.Domain.Tests.Images;

public sealed class TheReach
{
    private static readonly Image Fresh = new(Some.Ami, "web-v1.4.2-0123456789ab", "available", Some.Monday, [], Some.Tags());
    private static readonly BakeSettings Far = new()
    {
        Source = new() { Name = "debian-*", Owner = "amazon" },
        Ingress = ["203.0.113.7/32"],
        ShareWith = ["210987654321", "321098765432"],
        DeprecateAfter = TimeSpan.FromDays(90),
    };

    [Fact]
    public void Should_Give_A_New_Image_Everything_And_Let_Others_Launch_It_Last() => Missing(Fresh).ShouldBe(
    [
        "its instances need a token for their metadata (IMDSv2)", "it is deprecated from 2026-05-31 on", "210987654321, 321098765432 may launch it",
    ]);

    [Fact]
    public void Should_Share_It_Only_With_Those_Who_May_Not_Launch_It_Yet() =>
        Missing(Fresh with { DemandsImdsV2 = true, Deprecated = Some.Monday }, "321098765432").ShouldBe(["210987654321 may launch it"]);

    [Fact]
    public void Should_Want_Nothing_More_Of_An_Image_That_Has_It_All() =>
        Missing(Fresh with { DemandsImdsV2 = true, Deprecated = Some.Monday }, "210987654321", "321098765432", "432109876543").ShouldBeEmpty();

    [Fact]
    public void Should_Not_Ask_For_A_Deprecation_That_Has_Passed() =>
        Missing(Fresh with { Created = Some.Monday.AddDays(-90), DemandsImdsV2 = true }, "210987654321", "321098765432").ShouldBeEmpty();

    private static IEnumerable<string?> Missing(Image image, params string[] sharedWith) =>
        Reach.Missing(new("eu-west-1", image, sharedWith), Far, Some.Monday).Select(step => step.ToString());
}
