namespace Bundt.Domain.Tests;

public sealed class TheNames
{
    [Theory]
    [InlineData("1.4.2", 1, "web-prod-v1-4-2-1")]
    [InlineData("1.5.0-rc.1", 12, "web-prod-v1-5-0-rc-1-12")]
    public void Should_Hold_Application_Environment_Release_And_Number(string release, int number, string expected)
    {
        var name = Names.Group("web", "prod", Some.Version(release), number);

        name.ShouldBe(expected);
        name.ShouldStartWith(Names.GroupPrefix("web", "prod"));
        Names.GroupNumber(name).ShouldBe(number);
    }

    [Theory]
    [InlineData("legacy")]
    [InlineData("legacy7")]
    [InlineData("legacy-20260302093000")]
    public void Should_Find_No_Number_Where_There_Is_None(string group) => Names.GroupNumber(group).ShouldBe(0);

    [Fact]
    public void Should_End_An_Image_In_The_Beginning_Of_Its_Digest()
    {
        var name = Names.Image("web", Some.Version("1.4.2"), "0123456789abcdef");
        Names.NextImage(name).ShouldBe("web-v1.4.2-0123456789ab-2");
        Names.NextImage("web-v1.4.2-012345678901").ShouldBe("web-v1.4.2-012345678901-2");
        Names.NextImage("web-v1.4.2-012345678901-9").ShouldBe("web-v1.4.2-012345678901-10");

        name.ShouldBe("web-v1.4.2-0123456789ab");
        name.ShouldStartWith(Names.ImagePrefix("web", Some.Version("1.4.2")));
        name.ShouldStartWith(Names.AllImages("web").TrimEnd('*'));
    }

    [Theory]
    [InlineData("web-v1.4.0-0123456789ab", true)]
    [InlineData("web-v1.4.0-0123456789ab-2", true)]
    [InlineData("web-v1.4.0-rc.1-0123456789ab", false)]
    [InlineData("web-v1.4.0-0123456789ab-2-3", false)]
    [InlineData("web-v1.4.0-", false)]
    [InlineData("shop-v1.4.0-0123456789ab", false)]
    public void Should_Tell_The_Images_Of_A_Release_From_Those_Of_Others(string image, bool isOne) => Names.IsImage(image, "web", Some.Version("1.4.0")).ShouldBe(isOne);

    [Fact]
    public void Should_Find_The_Commit_In_An_Images_Description()
    {
        var commit = new string('a', 40);
        Names.CommitIn(Names.ImageDescription("web", Some.Version("1.4.0"), commit)).ShouldBe(commit);
        Names.CommitIn("somebody's image").ShouldBeNull();
    }
}
