using Amazon.EC2;
using Amazon.EC2.Model;

namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>What a story stands on: the network, the images and the key pair that a server has, and a launch template of two versions.</summary>
internal sealed class Ground(AmazonEC2Client ec2) : IDisposable
{
    public const string Template = "peers";

    public const string KeyPair = "operators";

    public string Image { get; private set; } = "";

    public string Vpc { get; private set; } = "";

    public string SecurityGroup { get; private set; } = "";

    /// <summary>Two subnets in two zones.</summary>
    public IReadOnlyList<Subnet> Subnets { get; private set; } = [];

    public static async Task<Ground> Of(Access access)
    {
        var ec2 = new AmazonEC2Client(access.Credentials, access.Configure(new AmazonEC2Config()));
        var images = await ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["amazon"] });
        var subnets = (await ec2.DescribeSubnetsAsync()).Subnets.OrderBy(subnet => subnet.AvailabilityZone).Take(2).ToList();
        var groups = await ec2.DescribeSecurityGroupsAsync();
        var image = images.Images[0].ImageId;
        await ec2.CreateKeyPairAsync(new CreateKeyPairRequest(KeyPair));
        var template = new RequestLaunchTemplateData { ImageId = image, InstanceType = InstanceType.T3Micro };
        await ec2.CreateLaunchTemplateAsync(new CreateLaunchTemplateRequest { LaunchTemplateName = Template, LaunchTemplateData = template });
        template.InstanceType = InstanceType.T3Small;
        await ec2.CreateLaunchTemplateVersionAsync(
            new CreateLaunchTemplateVersionRequest { LaunchTemplateName = Template, LaunchTemplateData = template });
        return new Ground(ec2)
        {
            Image = image,
            Vpc = subnets[0].VpcId,
            Subnets = subnets,
            SecurityGroup = groups.SecurityGroups.First(group => group.GroupName == "default" && group.VpcId == subnets[0].VpcId).GroupId,
        };
    }

    /// <summary>A running instance.</summary>
    public async Task<string> Instance()
    {
        var made = await ec2.RunInstancesAsync(new RunInstancesRequest(Image, 1, 1) { InstanceType = InstanceType.T3Micro });
        var id = made.Reservation.Instances[0].InstanceId;
        await Walk.Until(
            () => ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] }),
            found => found.Reservations[0].Instances[0].State.Name == InstanceStateName.Running,
            $"{id} is running");
        return id;
    }

    public void Dispose() => ec2.Dispose();
}
