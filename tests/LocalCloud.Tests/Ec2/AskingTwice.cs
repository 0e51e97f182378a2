using Amazon.EC2;
using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Ec2;

public sealed class AskingTwice(RunningCloud cloud) : Ec2Story(cloud)
{
    [Fact]
    public async Task Should_Launch_One_Instance_For_One_Token_However_Many_Ask_At_Once()
    {
        var image = await SourceImage();
        async Task<string> Ask(InstanceType type) => (await Ec2.RunInstancesAsync(
            new RunInstancesRequest(image, 1, 1) { ClientToken = "one", InstanceType = type }, Cancellation)).Reservation.Instances.Single().InstanceId;

        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Ask("t3.micro")));

        asked.Distinct().Count().ShouldBe(1);
        await Refused("IdempotentParameterMismatch", () => Ask("t3.small"));
    }

    [Fact]
    public async Task Should_Copy_One_Image_For_One_Token()
    {
        var image = await SourceImage();
        async Task<string> Ask(string name) => (await Ec2.CopyImageAsync(
            new CopyImageRequest { Name = name, SourceImageId = image, SourceRegion = RunningCloud.Region, ClientToken = "copy" }, Cancellation)).ImageId;

        var first = await Ask("copied");

        (await Ask("copied")).ShouldBe(first);
        await Refused("IdempotentParameterMismatch", () => Ask("other"));
    }

    [Fact]
    public async Task Should_Make_One_Template_And_One_Version_For_One_Token()
    {
        async Task<string> Template(string image) => (await Ec2.CreateLaunchTemplateAsync(
            new CreateLaunchTemplateRequest { LaunchTemplateName = "once", LaunchTemplateData = new() { ImageId = image }, ClientToken = "template" },
            Cancellation)).LaunchTemplate.LaunchTemplateId;
        async Task<long?> Version(string image) => (await Ec2.CreateLaunchTemplateVersionAsync(
            new CreateLaunchTemplateVersionRequest { LaunchTemplateName = "once", LaunchTemplateData = new() { ImageId = image }, ClientToken = "version" },
            Cancellation)).LaunchTemplateVersion.VersionNumber;
        var id = await Template("ami-1");

        (await Template("ami-1")).ShouldBe(id);
        (await Version("ami-2"), await Version("ami-2")).ShouldBe((2, 2));
        await Refused("IdempotentParameterMismatch", () => Template("ami-3"));
        await Refused("IdempotentParameterMismatch", () => Version("ami-3"));
    }
}
