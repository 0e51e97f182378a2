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

    [Theory]
    [InlineData("203.0.113.7/32", 22, 22, null)]
    [InlineData("10.1.0.0/16", 22, 22, null)]
    [InlineData("2001:db8::1/128", 22, 22, null)]
    [InlineData("0.0.0.0/0", 22, 22, "0.0.0.0/0 to port 22")]
    [InlineData("::/0", 22, 22, "::/0 to port 22")]
    [InlineData("10.0.0.0/7", 22, 22, "10.0.0.0/7 to port 22")]
    [InlineData("203.0.113.7/32", 80, 80, "203.0.113.7/32 to port 80")]
    [InlineData("203.0.113.7/32", 0, 65535, "203.0.113.7/32 to ports 0 to 65535")]
    [InlineData("sg-0123", 22, 22, "sg-0123 to port 22")]
    public void Should_Tell_What_Is_Let_In_Beyond_Them(string from, int first, int last, string? excess) =>
        Ingress.Excess([new("203.0.113.7/32", 22, 22), new(from, first, last)], 22, ["203.0.113.7/32", "10.0.0.0/8", "2001:db8::/48"]).ShouldBe(excess);

    [Fact]
    public void Should_Refuse_Nothing() => Ingress.Reason([]).ShouldBe("no address is admitted to the temporary instance");
}
