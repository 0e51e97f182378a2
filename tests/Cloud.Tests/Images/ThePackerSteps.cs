using Bundt.Cloud.Images;
using Microsoft.Extensions.Time.Testing;

namespace Bundt.Cloud.Tests.Images;

public sealed class ThePackerSteps
{
    private readonly FakeTimeProvider _time = new();
    private readonly BakeProgress _progress = new(_ => { });
    private readonly PackerSteps _steps;

    public ThePackerSteps() => _steps = new(_progress, _time);

    [Fact]
    public void Should_Tell_How_Long_Each_Took()
    {
        Hear("1,,ui,say,==> amazon-ebs.web: Creating temporary keypair: packer_1");
        Hear("1,,ui,say,==> amazon-ebs.web: Launching a source AWS instance...");
        Hear("1,,ui,say,==> amazon-ebs.web: Adding tags to source instance");
        Hear("1,,ui,message,    amazon-ebs.web: Instance ID: i-1");
        Hear("1,,ui,say,==> amazon-ebs.web: Provisioning with shell script: /tmp/packer-shell2426773752");
        Hear("1,,ui,say,==> amazon-ebs.web: Uploading /home/me/packer/web/config/ => /tmp/bake/config");
        Hear("1,,ui,say,==> amazon-ebs.web: Provisioning with shell script: /home/me/packer/web/provision/fetch.sh");
        Hear("1,,ui,message,    amazon-ebs.web: web v1.9.0");
        _steps.End();

        _progress.Steps.Select(step => step.ToString()).ShouldBe(["key pair 1.0 s", "instance 1.0 s", "tags 2.0 s", "upload 2.0 s", "fetch.sh 2.0 s"]);
    }

    [Fact]
    public void Should_Know_The_Security_Group_Once_It_Admits_Whom_It_Is_To()
    {
        Hear("1,,ui,say,==> amazon-ebs.web: Creating temporary security group for this instance: packer_6b0b7ff2-bcf0-dadb-b445-f35cce39ed7e");
        Hear("1,,ui,say,==> amazon-ebs.web: Authorizing access to port 22 from [203.0.113.7/32] in the temporary security groups...");
        Hear("1,,ui,say,==> amazon-ebs.web: Launching a source AWS instance...");
        _steps.SecurityGroup.ShouldBeNull();

        Hear("1,,ui,message,    amazon-ebs.web: Instance ID: i-0f9b3ce59e2a84fa5");
        (_steps.SecurityGroup, _steps.TemporaryInstance).ShouldBe(("packer_6b0b7ff2-bcf0-dadb-b445-f35cce39ed7e", "i-0f9b3ce59e2a84fa5"));
    }

    [Fact]
    public void Should_Know_The_Image_While_It_Is_Pending()
    {
        Hear("1,,ui,say,==> amazon-ebs.web: Creating AMI web-v1.9.0-4a731c18187d from instance i-1");
        _progress.Image.ShouldBeNull();

        Hear("1,,ui,message,    amazon-ebs.web: AMI: ami-1c191c64a9429e212");
        _progress.Image.ShouldBe(new("ami-1c191c64a9429e212"));
    }

    [Fact]
    public void Should_Not_Take_A_Script_For_Packer()
    {
        Hear("1,,ui,say,==> amazon-ebs.web: Provisioning with shell script: /home/me/packer/web/provision/install.sh");
        Hear("1,,ui,message,    amazon-ebs.web: AMI: ami-1c191c64a9429e212");
        Hear("1,,ui,error,==> amazon-ebs.web: Creating AMI of nothing");
        _steps.End();

        _progress.Image.ShouldBeNull();
        _progress.Steps.ShouldHaveSingleItem().Name.ShouldBe("install.sh");
    }

    private void Hear(string line)
    {
        _steps.Add(PackerLine.Read(line));
        _time.Advance(TimeSpan.FromSeconds(1));
    }
}
