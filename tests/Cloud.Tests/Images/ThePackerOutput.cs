using Bundt.Cloud.Images;

namespace Bundt.Cloud.Tests.Images;

public sealed class ThePackerOutput
{
    [Fact]
    public void Should_Tell_The_Script_That_Failed_And_What_It_Said_Last() => Of(
        """
        ==> amazon-ebs.web: Provisioning with shell script: /home/me/packer/web/provision/fetch.sh
            amazon-ebs.web: web v1.0.0
        ==> amazon-ebs.web: Provisioning with shell script: /home/me/packer/web/provision/build.sh
            amazon-ebs.web: compiling
        ==> amazon-ebs.web: Program.cs(3,7): error CS1002: ; expected
        ==> amazon-ebs.web: Provisioning step had errors: Running the cleanup provisioner, if present...
        ==> amazon-ebs.web: Terminating the source AWS instance...
        Build 'amazon-ebs.web' errored after 13 seconds 885 milliseconds: Script exited with non-zero exit status: 3.Allowed exit codes are: [0]

        ==> Some builds didn't complete successfully and had errors:
        --> amazon-ebs.web: Script exited with non-zero exit status: 3.Allowed exit codes are: [0]

        ==> Builds finished but no artifacts were created.
        """).Why("exit code 1").ShouldBe(
        """
        Script exited with non-zero exit status: 3. build.sh said last:
            compiling
            Program.cs(3,7): error CS1002: ; expected
        """);

    [Fact]
    public void Should_Tell_The_Whole_Reason_When_No_Script_Failed() => Of(
        """
        ==> amazon-ebs.web: Provisioning with shell script: /home/me/packer/web/provision/clean.sh
        ==> amazon-ebs.web: Waiting for AMI to become ready...
        ==> amazon-ebs.web: Provisioning step had errors: Running the cleanup provisioner, if present...

        ==> Some builds didn't complete successfully and had errors:
        --> amazon-ebs.web: Error waiting for AMI: Failed with ResourceNotReady error
        original error: ResourceNotReady: failed waiting for successful resource state. {
          Message: "Server.InternalError: No space left on device"
        }

        ==> Builds finished but no artifacts were created.
        """).Why("exit code 1").ShouldBe(
        """
        Error waiting for AMI: Failed with ResourceNotReady error
            original error: ResourceNotReady: failed waiting for successful resource state. {
            Message: "Server.InternalError: No space left on device"
            }.
        """);

    [Fact]
    public void Should_Have_Another_Reason_Where_Packer_Gives_None() => Of("").Why("exit code 2").ShouldBe("exit code 2.");

    [Theory]
    [InlineData("==> amazon-ebs.web: Error cleaning up security group. Please delete the group manually: sg-1")]
    [InlineData("==> amazon-ebs.web: Error terminating instance, may still be around: timeout")]
    public void Should_Tell_What_Was_Left_Behind(string line) => Of(line).Leftovers.ShouldHaveSingleItem().ShouldBe(line["==> amazon-ebs.web: ".Length..]);

    private static PackerOutput Of(string text)
    {
        var output = new PackerOutput();
        foreach (var line in text.Split('\n'))
            output.Add(line);
        return output;
    }
}
