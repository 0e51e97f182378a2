using Bundt.Cloud.Images;

namespace Bundt.Cloud.Tests.Images;

public sealed class ThePackerOutput
{
    [Fact]
    public void Should_Tell_The_Script_That_Failed_And_What_It_Said_Last() => Of(
        """
        1795932479,,ui,say,==> amazon-ebs.web: Provisioning with shell script: /home/me/packer/web/provision/fetch.sh
        1795932479,,ui,message,    amazon-ebs.web: web v1.0.0
        1795932479,,ui,say,==> amazon-ebs.web: Provisioning with shell script: /home/me/packer/web/provision/build.sh
        1795932479,,ui,message,    amazon-ebs.web: compiling
        1795932479,,ui,error,==> amazon-ebs.web: Program.cs(3%!(PACKER_COMMA)7): error CS1002: ; expected
        1795932479,,ui,say,==> amazon-ebs.web: Provisioning step had errors: Running the cleanup provisioner%!(PACKER_COMMA) if present...
        1795932479,,ui,say,==> amazon-ebs.web: Terminating the source AWS instance...
        1795932479,,ui,error,Build 'amazon-ebs.web' errored after 13 seconds 885 milliseconds: Script exited with non-zero exit status: 3.Allowed exit codes are: [0]
        1795932479,,error-count,1
        1795932479,,ui,error,\n==> Some builds didn't complete successfully and had errors:
        1795932479,amazon-ebs.web,error,Script exited with non-zero exit status: 3.Allowed exit codes are: [0]
        1795932479,,ui,error,--> amazon-ebs.web: Script exited with non-zero exit status: 3.Allowed exit codes are: [0]
        1795932479,,ui,say,\n==> Builds finished but no artifacts were created.
        """).Why("exit code 1").ShouldBe(
        """
        Script exited with non-zero exit status: 3. build.sh said last:
            compiling
            Program.cs(3,7): error CS1002: ; expected
        """);

    [Fact]
    public void Should_Tell_The_Whole_Reason_When_No_Script_Failed() => Of(
        """
        1795932479,,ui,say,==> amazon-ebs.web: Provisioning with shell script: /home/me/packer/web/provision/clean.sh
        1795932479,,ui,say,==> amazon-ebs.web: Waiting for AMI to become ready...
        1795932479,,ui,say,==> amazon-ebs.web: Provisioning step had errors: Running the cleanup provisioner%!(PACKER_COMMA) if present...
        1795932479,,ui,error,\n==> Some builds didn't complete successfully and had errors:
        1795932479,amazon-ebs.web,error,Error waiting for AMI: Failed with ResourceNotReady error\noriginal error: ResourceNotReady: failed waiting for successful resource state. {\n  Message: "Server.InternalError: No space left on device"\n}
        1795932479,,ui,say,\n==> Builds finished but no artifacts were created.
        """).Why("exit code 1").ShouldBe(
        """
        Error waiting for AMI: Failed with ResourceNotReady error
            original error: ResourceNotReady: failed waiting for successful resource state. {
            Message: "Server.InternalError: No space left on device"
            }.
        """);

    [Fact]
    public void Should_Tell_A_Mistake_In_The_Template() => Of(
        """
        1795932479,,ui,error,Error: Unsupported argument\n\n  on web.pkr.hcl line 3:\n  (source code not available)\n
        """).Why("exit code 1").ShouldBe(
        """
        Error: Unsupported argument
            on web.pkr.hcl line 3:
            (source code not available).
        """);

    [Theory]
    [InlineData("eu-west-1:ami-1", "eu-west-1", "ami-1")]
    [InlineData("eu-west-1:ami-1%!(PACKER_COMMA)us-east-1:ami-2", "us-east-1", "ami-2")]
    [InlineData("eu-west-1:ami-1", "us-east-1", null)]
    public void Should_Know_The_Image_Of_The_Region(string artifact, string region, string? image) =>
        Of($"1795932479,amazon-ebs.web,artifact,0,builder-id,mitchellh.amazonebs\n1795932479,amazon-ebs.web,artifact,0,id,{artifact}\n1795932479,amazon-ebs.web,artifact,0,end")
            .Image(region)?.Value.ShouldBe(image);

    [Fact]
    public void Should_Have_Another_Reason_Where_Packer_Gives_None() => Of("").Why("exit code 2").ShouldBe("exit code 2.");

    [Theory]
    [InlineData("Error cleaning up security group. Please delete the group manually: sg-1")]
    [InlineData("Error terminating instance, may still be around: timeout")]
    public void Should_Tell_What_Was_Left_Behind(string text) =>
        Of($"1,,ui,error,==> amazon-ebs.web: {text.Replace(",", "%!(PACKER_COMMA)", StringComparison.Ordinal)}").Leftovers.ShouldHaveSingleItem().ShouldBe(text);

    private static PackerOutput Of(string text)
    {
        var output = new PackerOutput();
        foreach (var line in text.Split('\n'))
            output.Add(PackerLine.Read(line));
        return output;
    }
}
