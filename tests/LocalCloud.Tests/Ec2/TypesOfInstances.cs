using Amazon.EC2;
using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Ec2;

/// <summary>What DescribeInstanceTypes says of types that everybody knows.</summary>
public sealed class TypesOfInstances(RunningCloud cloud) : Ec2Story(cloud)
{
    [Theory]
    [InlineData("t2.micro", "xen", "Intel", 1, 1, "Low to Moderate", 2, 2, "unsupported")]
    [InlineData("t3.micro", "nitro", "Intel", 2, 2, "Up to 5 Gigabit", 2, 2, "required")]
    [InlineData("t3.small", "nitro", "Intel", 2, 2, "Up to 5 Gigabit", 3, 4, "required")]
    [InlineData("t4g.large", "nitro", "AWS", 2, 1, "Up to 5 Gigabit", 3, 12, "required")]
    [InlineData("m5.large", "nitro", "Intel", 2, 2, "Up to 10 Gigabit", 3, 10, "required")]
    [InlineData("m7g.medium", "nitro", "AWS", 1, 1, "Up to 12.5 Gigabit", 2, 4, "required")]
    [InlineData("r6a.8xlarge", "nitro", "AMD", 32, 2, "12.5 Gigabit", 8, 30, "required")]
    [InlineData("c5.9xlarge", "nitro", "Intel", 36, 2, "12 Gigabit", 8, 30, "required")]
    public async Task Should_Be_As_On_AWS(
        string type, string hypervisor, string maker, int processors, int threads, string speed, int interfaces, int addresses, string enhanced)
    {
        var found = (await Ec2.DescribeInstanceTypesAsync(
            new DescribeInstanceTypesRequest { InstanceTypes = [type], Filters = [new Filter("hypervisor", [hypervisor])] }, Cancellation)).InstanceTypes.Single();

        (found.Hypervisor.Value, found.ProcessorInfo.Manufacturer).ShouldBe((hypervisor, maker));
        (found.VCpuInfo.DefaultVCpus, found.VCpuInfo.DefaultThreadsPerCore).ShouldBe((processors, threads));
        var network = found.NetworkInfo;
        (network.NetworkPerformance, network.MaximumNetworkInterfaces, network.EnaSupport.Value).ShouldBe((speed, interfaces, enhanced));
        (network.Ipv4AddressesPerInterface, network.Ipv6AddressesPerInterface).ShouldBe((addresses, addresses));
        network.NetworkCards.Single().NetworkPerformance.ShouldBe(speed);
    }
}
