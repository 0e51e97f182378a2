using Bundt.LocalCloud.Tests.Front;

namespace Bundt.LocalCloud.Tests.LoadBalancing;

/// <summary>The actions that tools call on the way: limits, policies, certificates, networks, attributes.</summary>
public sealed class WhatClientsAskBesides(BalancedWorld world) : IClassFixture<BalancedWorld>
{
    [Fact]
    public void Should_Tell_The_Limits_Of_The_Account()
    {
        var page = world.Call("DescribeAccountLimits", "PageSize=3");
        page.All("Name").Count.ShouldBe(3);
        var limits = world.Call("DescribeAccountLimits").Descendants("member").ToDictionary(limit => limit.One("Name"), limit => limit.One("Max"));
        limits["rules-per-application-load-balancer"].ShouldBe("100");
        limits["targets-per-application-load-balancer"].ShouldBe("1000");
    }

    [Fact]
    public void Should_Tell_The_Security_Policies_And_That_There_Is_No_Certificate()
    {
        world.Call("DescribeSSLPolicies", "Names.member.1=ELBSecurityPolicy-2016-08").All("SslProtocols").Count.ShouldBe(1);
        world.Refusal("DescribeSSLPolicies", "Names.member.1=nobody").ShouldBe("SSLPolicyNotFound");

        var listener = "ListenerArn=" + world.Listener(world.LoadBalancer("certificates"), 80, (world.TargetGroup("certificates"), 1));
        world.Call("DescribeListenerCertificates", listener).All("CertificateArn").ShouldBeEmpty();
        world.Refusal("AddListenerCertificates", listener, "Certificates.member.1.CertificateArn=arn:aws:acm:eu-west-1:000000000000:certificate/1")
            .ShouldBe("CertificateNotFound");
    }

    [Fact]
    public void Should_Move_A_Load_Balancer_To_Other_Subnets_And_Groups()
    {
        var balancer = "LoadBalancerArn=" + world.LoadBalancer("moving");
        var subnets = world.Region.Subnets.Keys.ToList();
        world.Call("SetSubnets", [balancer, .. subnets.Select((subnet, index) => $"Subnets.member.{index + 1}={subnet}")]).All("SubnetId").ShouldBe(subnets);
        world.Refusal("SetSubnets", balancer, "Subnets.member.1=" + subnets[0]).ShouldBe("ValidationError");
        world.Refusal("SetSubnets", balancer, "Subnets.member.1=subnet-0", "Subnets.member.2=" + subnets[0]).ShouldBe("SubnetNotFound");

        var group = world.Region.SecurityGroups.Keys.First();
        world.Call("SetSecurityGroups", balancer, "SecurityGroups.member.1=" + group).All("member").ShouldBe([group]);
        world.Refusal("SetSecurityGroups", balancer, "SecurityGroups.member.1=sg-0").ShouldBe("InvalidSecurityGroup");
        world.Call("SetIpAddressType", balancer, "IpAddressType=ipv4").One("IpAddressType").ShouldBe("ipv4");
        world.Refusal("SetIpAddressType", balancer, "IpAddressType=dualstack").ShouldBe("InvalidSubnet");
        world.Call("DescribeCapacityReservation", balancer).All("MinimumLoadBalancerCapacity").ShouldBeEmpty();
        world.Refusal("CreateLoadBalancer", ["Name=odd", "Scheme=outside", .. subnets.Select((subnet, index) => $"Subnets.member.{index + 1}={subnet}")])
            .ShouldBe("InvalidScheme");
    }

    [Theory]
    [InlineData("slow_start.duration_seconds", "29", "ValidationError")]
    [InlineData("load_balancing.algorithm.type", "fastest", "ValidationError")]
    [InlineData("load_balancing.algorithm.anomaly_mitigation", "on", "InvalidConfigurationRequest")]
    [InlineData("stickiness.type", "app_cookie", "InvalidConfigurationRequest")]
    [InlineData("stickiness.app_cookie.cookie_name", "AWSALBTG-mine", "ValidationError")]
    [InlineData("target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "101", "ValidationError")]
    public void Should_Refuse_Attributes_Of_Target_Groups(string key, string value, string code) => world.Refusal(
        "ModifyTargetGroupAttributes", "TargetGroupArn=" + world.TargetGroup("group"), "Attributes.member.1.Key=" + key, "Attributes.member.1.Value=" + value)
        .ShouldBe(code);

    [Theory]
    [InlineData("idle_timeout.timeout_seconds", "4001")]
    [InlineData("load_balancing.cross_zone.enabled", "false")]
    [InlineData("routing.http.xff_header_processing.mode", "replace")]
    public void Should_Refuse_Attributes_Of_Load_Balancers(string key, string value) => world.Refusal(
        "ModifyLoadBalancerAttributes", "LoadBalancerArn=" + world.LoadBalancer("attributes"), "Attributes.member.1.Key=" + key, "Attributes.member.1.Value=" + value)
        .ShouldBe("ValidationError");

    [Fact]
    public void Should_Refuse_The_Fifty_First_Listener_Of_A_Load_Balancer()
    {
        var (balancer, group) = (world.LoadBalancer("listeners"), world.TargetGroup("listeners"));
        foreach (var port in Enumerable.Range(8001, 50))
            world.Listener(balancer, port, (group, 1));
        world.Refusal("CreateListener", ["LoadBalancerArn=" + balancer, "Protocol=HTTP", "Port=8051", .. BalancedWorld.Forward("DefaultActions", (group, 1))])
            .ShouldBe("TooManyListeners");
    }
}
