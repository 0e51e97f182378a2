using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Ec2;

public sealed class LaunchTemplates(RunningCloud cloud) : Ec2Story(cloud)
{
    [Fact]
    public async Task Should_Give_Back_What_Was_Put_In()
    {
        var data = new RequestLaunchTemplateData
        {
            ImageId = await SourceImage(),
            InstanceType = "t3.small",
            UserData = "aGVsbG8=",
            MetadataOptions = new LaunchTemplateInstanceMetadataOptionsRequest { HttpTokens = "required" },
            NetworkInterfaces = [new LaunchTemplateInstanceNetworkInterfaceSpecificationRequest { DeviceIndex = 0, Groups = ["sg-00000001"] }],
            TagSpecifications = [new LaunchTemplateTagSpecificationRequest { ResourceType = "instance", Tags = [new Tag("Name", "web")] }],
        };

        await Create("given", data);

        var shown = (await Ec2.DescribeLaunchTemplateVersionsAsync(
            new DescribeLaunchTemplateVersionsRequest { LaunchTemplateName = "given", Versions = ["1"] }, Cancellation)).LaunchTemplateVersions.Single().LaunchTemplateData;
        (shown.ImageId, shown.InstanceType.Value, shown.UserData, shown.MetadataOptions.HttpTokens.Value).ShouldBe((data.ImageId, "t3.small", "aGVsbG8=", "required"));
        shown.NetworkInterfaces.Single().Groups.ShouldBe(["sg-00000001"]);
        shown.TagSpecifications.Single().Tags.Single().Value.ShouldBe("web");
    }

    [Fact]
    public async Task Should_Make_One_Template_For_One_Token()
    {
        var data = new RequestLaunchTemplateData { ImageId = await SourceImage() };

        var one = await Create("token", data, "t1");
        var two = await Create("token", data, "t1");

        two.LaunchTemplateId.ShouldBe(one.LaunchTemplateId);
        await Refused("InvalidLaunchTemplateName.AlreadyExistsException", () => Create("token", data));
    }

    [Fact]
    public async Task Should_Launch_From_A_Numbered_Version_Under_The_Calls_Own_Parameters()
    {
        await Create("launch", new RequestLaunchTemplateData
        {
            ImageId = await SourceImage(),
            InstanceType = "t3.small",
            TagSpecifications = [new LaunchTemplateTagSpecificationRequest { ResourceType = "instance", Tags = [new Tag("From", "template")] }],
        });
        await Ec2.CreateLaunchTemplateVersionAsync(
            new CreateLaunchTemplateVersionRequest { LaunchTemplateName = "launch", SourceVersion = "1", LaunchTemplateData = new RequestLaunchTemplateData { InstanceType = "t3.large" } }, Cancellation);

        var launched = (await Ec2.RunInstancesAsync(
            new RunInstancesRequest
            {
                MinCount = 1,
                MaxCount = 1,
                LaunchTemplate = new LaunchTemplateSpecification { LaunchTemplateName = "launch", Version = "2" },
                TagSpecifications = [new TagSpecification { ResourceType = "instance", Tags = [new Tag("Own", "call")] }],
            },
            Cancellation)).Reservation.Instances.Single();

        launched.InstanceType.Value.ShouldBe("t3.large");
        launched.Tags.Select(tag => tag.Key).ShouldBe(["From", "Own"]);
    }

    [Fact]
    public async Task Should_Refuse_What_Is_Not_There()
    {
        await Refused("InvalidLaunchTemplateName.NotFoundException", () =>
            Ec2.DescribeLaunchTemplatesAsync(new DescribeLaunchTemplatesRequest { LaunchTemplateNames = ["nowhere"] }, Cancellation));
        await Create("versions", new RequestLaunchTemplateData { ImageId = await SourceImage() });
        await Refused("InvalidLaunchTemplateId.VersionNotFound", () => Ec2.DescribeLaunchTemplateVersionsAsync(
            new DescribeLaunchTemplateVersionsRequest { LaunchTemplateName = "versions", Versions = ["7"] }, Cancellation));
    }

    private async Task<LaunchTemplate> Create(string name, RequestLaunchTemplateData data, string? token = null) => (await Ec2.CreateLaunchTemplateAsync(
        new CreateLaunchTemplateRequest { LaunchTemplateName = name, LaunchTemplateData = data, ClientToken = token }, Cancellation)).LaunchTemplate;
}
