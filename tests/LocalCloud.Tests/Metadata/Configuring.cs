using Amazon.EC2;
using Amazon.EC2.Model;

namespace Bundt.LocalCloud.Tests.Metadata;

public sealed class Configuring(RunningCloud cloud) : MetadataStory(cloud)
{
    [Fact]
    public async Task Should_Show_The_Defaults()
    {
        var options = (await Launch()).MetadataOptions;

        options.State.ShouldBe(InstanceMetadataOptionsState.Applied);
        options.HttpTokens.ShouldBe(HttpTokensState.Optional);
        options.HttpEndpoint.ShouldBe(InstanceMetadataEndpointState.Enabled);
        options.HttpPutResponseHopLimit.ShouldBe(1);
        options.HttpProtocolIpv6.ShouldBe(InstanceMetadataProtocolState.Disabled);
        options.InstanceMetadataTags.ShouldBe(InstanceMetadataTagsState.Disabled);
    }

    [Fact]
    public async Task Should_Keep_What_A_Change_Does_Not_Name()
    {
        var id = (await Launch(request => request.MetadataOptions = new() { HttpPutResponseHopLimit = 3 })).InstanceId;

        var changed = await Ec2.ModifyInstanceMetadataOptionsAsync(new() { InstanceId = id, HttpTokens = HttpTokensState.Required }, Cancellation);

        changed.InstanceMetadataOptions.State.ShouldBe(InstanceMetadataOptionsState.Pending);
        var shown = (await Read(id)).MetadataOptions;
        (shown.State, shown.HttpTokens, shown.HttpPutResponseHopLimit).ShouldBe((InstanceMetadataOptionsState.Applied, HttpTokensState.Required, 3));
    }

    [Fact]
    public async Task Should_Take_Them_From_A_Launch_Template()
    {
        await Ec2.CreateLaunchTemplateAsync(
            new CreateLaunchTemplateRequest
            {
                LaunchTemplateName = "strict",
                LaunchTemplateData = new() { ImageId = await SourceImage(), MetadataOptions = new() { HttpTokens = LaunchTemplateHttpTokensState.Required } },
            },
            Cancellation);

        var launched = await Launch(request => request.LaunchTemplate = new() { LaunchTemplateName = "strict" });

        launched.MetadataOptions.HttpTokens.ShouldBe(HttpTokensState.Required);
    }

    [Fact]
    public async Task Should_Refuse_What_They_Cannot_Be()
    {
        await Refused("InvalidParameterValue", () => Launch(request => request.MetadataOptions = new() { HttpTokens = "sometimes" }));
        await Refused("InvalidParameterValue", () => Launch(request => request.MetadataOptions = new() { HttpPutResponseHopLimit = 65 }));
        await Refused("InvalidParameterValue", () => Ec2.CreateLaunchTemplateAsync(
            new CreateLaunchTemplateRequest
            {
                LaunchTemplateName = "wrong",
                LaunchTemplateData = new() { MetadataOptions = new() { HttpEndpoint = "ajar" } },
            },
            Cancellation));
        await Refused("InvalidInstanceID.NotFound", () => Ec2.ModifyInstanceMetadataOptionsAsync(
            new() { InstanceId = "i-0123456789abcdef0", HttpTokens = HttpTokensState.Required }, Cancellation));
    }
}
