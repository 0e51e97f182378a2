using Bundt.Domain.Releases;
using CsCheck;

namespace Bundt.Domain.Tests.Releases;

public static class Versions
{
    private static readonly Gen<int> Number = Gen.OneOf(Gen.Int[0, 3], Gen.Int[0, 999_999_998]);

    private static readonly Gen<string> Identifier = Gen.OneOf(
        Gen.Int[0, 20].Select(number => $"{number}"),
        Gen.OneOfConst("rc", "alpha", "beta", "RC", "-1", "0a", "x-y", "20260302093000999"));

    private static readonly Gen<ReleaseVersion> Any = Gen.Select(
        Number, Number, Number, Identifier.Array[0, 3],
        (major, minor, patch, pre) => new ReleaseVersion(major, minor, patch, pre.Length == 0 ? null : string.Join('.', pre)));

    public sealed class Reading
    {
        [Theory]
        [InlineData("1.4.2", "1.4.2")]
        [InlineData("v1.4.2", "1.4.2")]
        [InlineData("0.0.0", "0.0.0")]
        [InlineData("v1.5.0-rc.1", "1.5.0-rc.1")]
        [InlineData("10.20.30-x-y.7", "10.20.30-x-y.7")]
        public void Should_Read_A_Version_With_Or_Without_V(string text, string expected) => ReleaseVersion.Parse(text).ToString().ShouldBe(expected);

        [Theory]
        [InlineData("")]
        [InlineData("1.4")]
        [InlineData("1.4.2.1")]
        [InlineData("01.4.2")]
        [InlineData("1.4.2-")]
        [InlineData("1.4.2-rc..1")]
        [InlineData("1.4.2-01")]
        [InlineData("1.4.2+build")]
        [InlineData("V1.4.2")]
        [InlineData(" 1.4.2")]
        [InlineData("1.4.2\n")]
        [InlineData("1.4.1٢")]
        [InlineData("1.4.9999999999")]
        [InlineData("latest")]
        public void Should_Refuse_What_Is_No_Version(string text)
        {
            ReleaseVersion.TryParse(text).ShouldBeNull();
            Should.Throw<Problem>(() => ReleaseVersion.Parse(text)).Message.ShouldContain("expected a version such as 1.4.2");
        }

        [Fact]
        public void Should_Read_Nothing_From_Nothing() => ReleaseVersion.TryParse(null).ShouldBeNull();

        [Fact]
        public void Should_Read_Back_Whatever_It_Prints() => Any.Sample(version =>
        {
            ReleaseVersion.Parse(version.ToString()).ShouldBe(version);
            ReleaseVersion.Parse(version.Tag).ShouldBe(version);
        });
    }

    public sealed class Ordering
    {
        [Fact]
        public void Should_Order_As_Semantic_Versions_Do()
        {
            string[] ascending =
            [
                "0.9.9", "1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0--1", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11",
                "1.0.0-rc.20260302093000999", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
            ];

            ascending.Reverse().Select(Some.Version).Order().Select(version => version.ToString()).ShouldBe(ascending);
        }

        [Fact]
        public void Should_Be_A_Total_Order() => Gen.Select(Any, Any, Any).Sample((a, b, c) =>
        {
            Math.Sign(a.CompareTo(b)).ShouldBe(-Math.Sign(b.CompareTo(a)));
            (a.CompareTo(b) == 0).ShouldBe(a == b);
            if (a <= b && b <= c)
                (a <= c).ShouldBeTrue();
            new[] { a < b, a == b, a > b }.Count(holds => holds).ShouldBe(1);
        });

        [Fact]
        public void Should_Follow_Nothing() => ReleaseVersion.First.CompareTo(null).ShouldBePositive();
    }

    public sealed class Next
    {
        [Theory]
        [InlineData("1.4.2", Bump.Patch, "1.4.3")]
        [InlineData("1.4.2", Bump.Minor, "1.5.0")]
        [InlineData("1.4.2", Bump.Major, "2.0.0")]
        [InlineData("1.5.0-rc.1", Bump.Patch, "1.5.0")]
        [InlineData("1.5.0-rc.1", Bump.Minor, "1.5.0")]
        [InlineData("1.5.0-rc.1", Bump.Major, "2.0.0")]
        [InlineData("1.5.1-rc.1", Bump.Minor, "1.6.0")]
        [InlineData("2.0.0-rc.1", Bump.Major, "2.0.0")]
        public void Should_Raise_The_Part_That_Was_Asked_For(string from, Bump bump, string expected) =>
            Some.Version(from).Next(bump).ToString().ShouldBe(expected);

        [Fact]
        public void Should_Always_Follow() => Gen.Select(Any, Gen.Enum<Bump>()).Sample((version, bump) =>
        {
            version.Next(bump).ShouldBeGreaterThan(version);
            version.Next(bump).Prerelease.ShouldBeNull();
        });
    }
}
