using Bundt.Cloud.Servers;
using Bundt.Domain.Environments;
using Bundt.Domain.Images;
using Bundt.Domain.Servers;

namespace Bundt.Cloud.Tests.Servers;

public sealed class TheLaunchTemplates(ACloud cloud) : IClassFixture<ACloud>
{
    private LaunchTemplates Templates => new(cloud.Aws, () => cloud.Environment);

    [Theory]
    [InlineData(LaunchKind.Template, "DescribeLaunchTemplateVersions")]
    [InlineData(LaunchKind.Configuration, "DescribeLaunchConfigurations")]
    public async Task Should_Tell_By_One_Call_Which_Image_A_Group_Is_Launched_From(LaunchKind launch, string action)
    {
        var group = await Made($"web-prod-{launch}-1", launch);

        var calls = await cloud.Calls(async () => (await Templates.Image(group)).ShouldBe(cloud.Image));

        calls.ShouldBe([(action, false)]);
    }

    [Fact]
    public async Task Should_Tell_Of_The_Version_That_The_Group_Uses()
    {
        var group = await Made("web-prod-versions-1", LaunchKind.Template);
        await cloud.Aws.Ec2.CreateLaunchTemplateVersionAsync(
            new() { LaunchTemplateId = group.LaunchTemplate, LaunchTemplateData = new() { ImageId = "ami-0123456789abcdef0" } }, TestContext.Current.CancellationToken);

        (await Templates.Image(group)).ShouldBe(cloud.Image);
        (await Templates.Image(group with { LaunchTemplateVersion = "2" })).ShouldBe(new ImageId("ami-0123456789abcdef0"));
        (await Templates.Image(group with { LaunchTemplateVersion = "3" })).ShouldBeNull();
    }

    [Theory]
    [InlineData("lt-0123456789abcdef0", null)]
    [InlineData(null, "gone")]
    [InlineData(null, null)]
    public async Task Should_Tell_That_What_It_Was_Launched_From_Is_Gone(string? template, string? configuration) => (await Templates.Image(
        new() { Name = "web-prod-gone-1", Min = 0, Max = 0, Desired = 0, LaunchTemplate = template, LaunchTemplateVersion = "1", LaunchConfiguration = configuration })).ShouldBeNull();

    private async Task<ServerGroup> Made(string name, LaunchKind launch)
    {
        await cloud.Groups.Create(await cloud.Order(name, cloud.Environment.Servers with { Launch = launch }));
        return (await cloud.Groups.Find(name)).ShouldNotBeNull();
    }
}
