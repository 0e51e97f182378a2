using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>EC2 as a part of the local cloud.</summary>
public static class Ec2Part
{
    /// <summary>Adds the services of this part.</summary>
    public static IServiceCollection AddEc2(this IServiceCollection services) => services
        .AddSingleton<Hardware>()
        .AddSingleton<Disks>()
        .AddSingleton<InstanceLife>()
        .AddSingleton<Instances>()
        .AddSingleton<IInstances>(provider => provider.GetRequiredService<Instances>())
        .AddSingleton<Bakery>()
        .AddHostedService<Revival>();

    /// <summary>Adds the actions of this part.</summary>
    public static void RegisterEc2(this ActionTable table, IServiceProvider services)
    {
        T Make<T>() => ActivatorUtilities.CreateInstance<T>(services);
        Make<ZoneActions>().Register(table);
        Make<InstanceTypeActions>().Register(table);
        Make<AccountActions>().Register(table);
        Make<VpcActions>().Register(table);
        Make<SubnetActions>().Register(table);
        Make<AccessLists>().Register(table);
        Make<RouteTableActions>().Register(table);
        Make<RouteActions>().Register(table);
        Make<InternetGatewayActions>().Register(table);
        Make<NetworkInterfaces>().Register(table);
        Make<SecurityGroupActions>().Register(table);
        Make<SecurityRuleActions>().Register(table);
        Make<KeyPairActions>().Register(table);
        Make<InstanceActions>().Register(table);
        Make<InstanceStateActions>().Register(table);
        Make<InstanceAttributeActions>().Register(table);
        Make<MetadataOptionsActions>().Register(table);
        Make<ImageActions>().Register(table);
        Make<ImageAttributeActions>().Register(table);
        Make<SnapshotActions>().Register(table);
        Make<VolumeActions>().Register(table);
        Make<LaunchTemplateActions>().Register(table);
        Make<LaunchTemplateVersionActions>().Register(table);
        Make<TagActions>().Register(table);
        Make<Sts>().Register(table);
    }
}
