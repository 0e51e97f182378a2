using Bundt.Domain.Images;
using Bundt.Domain.Releases;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Tests.Releases;

public sealed class TheProvenance
{
    private const string Commit = "0123456789012345678901234567890123456789";
    private const string Digest = "abcdef012345ffffffffffffffffffffffffffffffffffffffffffffffffffff";

    private static readonly Image Baked = new(new("ami-1"), $"web-v1.4.2-{Digest[..12]}", "available", DateTimeOffset.UnixEpoch, [], new Dictionary<string, string>
    {
        [Names.App] = "web",
        [Names.Release] = "v1.4.2",
        [Names.Commit] = Commit,
        [Names.Run] = "r1",
        [Names.CreatedBy] = "anna@ci",
        [Names.Inputs] = Digest,
    })
    { Owner = "111111111111", Description = $"web v1.4.2 ({Commit})" };

    private static readonly ProvenanceFacts Whole = new()
    {
        Instance = new("i-1", new("ami-1"), "web-prod-v1-4-2-1", "launch template web-prod-v1-4-2-1 version 1", new("ami-1")),
        ImageId = new("ami-1"),
        Account = "111111111111",
        Image = Baked,
        Tag = new(new(1, 4, 2), Commit, IsAnnotated: true),
        IsPublished = true,
        Position = new("origin/main", Ahead: 0, Behind: 3),
        Annotation = "v1.4.2\n\n- feat: a cart\n\n" + Provenance.TestsPassed("r1") + "\n",
    };

    private static readonly Image Shared = Baked with { Owner = "222222222222", Tags = new Dictionary<string, string>() };

    public static TheoryData<string, string> Broken => new()
    {
        { "by hand", "i-1 ← no Auto Scaling group: it was launched by hand" },
        { "source gone", "launch template web-prod-v1-4-2-1 version 1 ← gone: nothing says what it launched" },
        { "other image", "launch template web-prod-v1-4-2-1 version 1 ← ami-2, but i-1 runs ami-1" },
        { "image gone", "ami-1 ← gone: there is no such image any more" },
        { "foreign image", "ami-1 ← debian, which has no tags of Bundt" },
        { "other application", $"ami-1 ← web-v1.4.2-{Digest[..12]}, of shop and not of web" },
        { "no commit", $"ami-1 ← web-v1.4.2-{Digest[..12]}, which does not say its release and commit" },
        { "no inputs", $"web-v1.4.2-{Digest[..12]} ← unknown inputs: it has no digest of them" },
        { "other inputs", $"web-v1.4.2-{Digest[..12]} ← inputs 999999999999…, which its name does not have" },
        { "no tag", "v1.4.2 in the image ← no tag: the clone has none of that name" },
        { "lightweight", "v1.4.2 in the image ← a tag that is not annotated, and so no release" },
        { "moved", "v1.4.2 in the image ← a tag on ffffffffff, but the image holds 0123456789" },
        { "not published", "v1.4.2 in the image ← a tag that the remote has not, or has otherwise" },
        { "not in the branch", "0123456789 ← not in origin/main" },
        { "not tested", "tests of 0123456789 ← nothing: the annotation of v1.4.2 does not say that they passed" },
    };

    [Fact]
    public void Should_Hold_From_The_Instance_To_The_Tests() => Provenance.Of(Whole, "web").Select(Text).ShouldBe(
    [
        "✓ i-1 ← web-prod-v1-4-2-1, from launch template web-prod-v1-4-2-1 version 1",
        "✓ launch template web-prod-v1-4-2-1 version 1 ← ami-1, which i-1 runs",
        $"✓ ami-1 ← web-v1.4.2-{Digest[..12]}, baked by anna@ci in run r1",
        $"✓ web-v1.4.2-{Digest[..12]} ← inputs {Digest[..12]}…",
        "✓ v1.4.2 in the image ← the tag v1.4.2 on 0123456789",
        "✓ 0123456789 ← in origin/main",
        "✓ tests of 0123456789 ← passed in run r1",
    ]);

    [Theory]
    [MemberData(nameof(Broken))]
    public void Should_Name_The_Link_That_Does_Not_Hold(string what, string link) =>
        Text(Provenance.Of(With(what), "web").Where(one => !one.Holds).ShouldHaveSingleItem()).ShouldBe("✗ " + link);

    [Fact]
    public void Should_Hold_For_An_Image_That_Was_Baked_Again() =>
        Provenance.Of(Whole with { Image = Baked with { Name = Names.NextImage(Baked.Name) } }, "web").ShouldAllBe(link => link.Holds);

    [Fact]
    public void Should_Say_What_Of_An_Image_Of_Another_Account_Cannot_Be_Seen() => Provenance.Of(Whole with { Image = Shared }, "web").Skip(2).Select(Text).ShouldBe(
    [
        $"✓ ami-1 ← {Baked.Name}, baked in account 222222222222 (unseen: who baked it, and in which run)",
        $"✓ {Baked.Name} ← inputs that begin as its name ends (unseen: the digest of its inputs)",
        "✓ v1.4.2 in the image ← the tag v1.4.2 on 0123456789",
        "✓ 0123456789 ← in origin/main",
        "✓ tests of 0123456789 ← passed in run r1",
    ]);

    [Theory]
    [InlineData("debian-12-amd64", "Debian 12")]
    [InlineData($"web-v1.4.2-abcdef012345", "")]
    [InlineData($"web-v1.4.1-abcdef012345", $"web v1.4.2 ({Commit})")]
    [InlineData($"shop-v1.4.2-abcdef012345", $"shop v1.4.2 ({Commit})")]
    public void Should_Not_Take_An_Image_Of_Another_Account_For_One_Of_Bundt(string name, string description)
    {
        var links = Provenance.Of(Whole with { Image = Shared with { Name = name, Description = description } }, "web");

        Text(links[^1]).ShouldBe($"✗ ami-1 ← {name} of account 222222222222, which by its name and description is no image of web");
    }

    private static ProvenanceFacts With(string what) => what switch
    {
        "by hand" => Whole with { Instance = Whole.Instance! with { ServerGroup = null, Source = null, Launches = null } },
        "source gone" => Whole with { Instance = Whole.Instance! with { Launches = null } },
        "other image" => Whole with { Instance = Whole.Instance! with { Launches = new ImageId("ami-2") } },
        "image gone" => Whole with { Image = null },
        "foreign image" => Whole with { Image = Baked with { Name = "debian", Tags = new Dictionary<string, string>() } },
        "other application" => Tagged(Names.App, "shop"),
        "no commit" => Tagged(Names.Commit, null),
        "no inputs" => Tagged(Names.Inputs, null),
        "other inputs" => Tagged(Names.Inputs, new('9', 64)),
        "no tag" => Whole with { Tag = null },
        "lightweight" => Whole with { Tag = Whole.Tag! with { IsAnnotated = false } },
        "moved" => Whole with { Tag = Whole.Tag! with { Commit = new('f', 40) } },
        "not published" => Whole with { IsPublished = false },
        "not in the branch" => Whole with { Position = new("origin/main", Ahead: 1, Behind: 0) },
        _ => Whole with { Annotation = "v1.4.2" },
    };

    private static ProvenanceFacts Tagged(string key, string? value)
    {
        var tags = Baked.Tags.Where(tag => tag.Key != key).ToDictionary();
        if (value is not null)
            tags[key] = value;
        return Whole with { Image = Baked with { Tags = tags } };
    }

    private static string Text(ProvenanceLink link) => $"{(link.Holds ? "✓" : "✗")} {link.From} ← {link.To}{(link.Unseen is null ? "" : $" (unseen: {link.Unseen})")}";
}
