using Bundt.Domain.Images;

namespace Bundt.Domain.Tests.Images;

public sealed class Rule_06_Only_named_networks_reach_the_temporary_instance
{
    [Theory]
    [InlineData("203.0.113.7/32")]
    [InlineData("10.0.0.0/8")]
    [InlineData("2001:db8::/48")]
    public void Should_Admit_A_Network(string cidr) => Ingress.Reason([cidr]).ShouldBeNull();

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("0/0")]
    public void Should_Refuse_The_Whole_World(string cidr) => Ingress.Reason(["10.0.0.0/8", cidr])!.ShouldContain("whole world");

    [Theory]
    [InlineData("")]
    [InlineData("203.0.113.7")]
    [InlineData("203.0.113.7/33")]
    [InlineData("my-office")]
    public void Should_Refuse_What_Is_No_Network(string cidr) => Ingress.Reason([cidr])!.ShouldContain("not a network");

    [Fact]
    public void Should_Refuse_Nothing() => Ingress.Reason([]).ShouldBe("no address is admitted to the temporary instance");
}
