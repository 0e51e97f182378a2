using Bundt.Cloud.Images;

namespace Bundt.Cloud.Tests.Images;

public sealed class ThePackerLine
{
    [Theory]
    [InlineData("1795932479,,ui,say,==> amazon-ebs.web: Prevalidating any provided VPC information", "", "ui", "say|==> amazon-ebs.web: Prevalidating any provided VPC information")]
    [InlineData("1795932479,amazon-ebs.web,artifact,0,id,eu-west-1:ami-1", "amazon-ebs.web", "artifact", "0|id|eu-west-1:ami-1")]
    [InlineData("1795932479,amazon-ebs.web,artifact,0,id,eu-west-1:ami-1%!(PACKER_COMMA)us-east-1:ami-2", "amazon-ebs.web", "artifact", "0|id|eu-west-1:ami-1,us-east-1:ami-2")]
    [InlineData("1795932479,amazon-ebs.web,artifact,0,end", "amazon-ebs.web", "artifact", "0|end")]
    [InlineData("1795932479,amazon-ebs.web,error,one\\r\\ntwo%!(PACKER_COMMA) three", "amazon-ebs.web", "error", "one\r\ntwo, three")]
    [InlineData("1795932463,,version-prelease,", "", "version-prelease", "")]
    [InlineData("1795932463,,version,1.6.6", "", "version", "1.6.6")]
    [InlineData("1795932479,,error-count,1", "", "error-count", "1")]
    [InlineData("docker: Error response from daemon: no such image, 1.", "", "", "docker: Error response from daemon: no such image, 1.")]
    [InlineData("2026/11/29 06:07:59 [INFO] something, else", "", "", "2026/11/29 06:07:59 [INFO] something, else")]
    [InlineData("1,2,3", "", "", "1,2,3")]
    [InlineData("", "", "", "")]
    public void Should_Be_Read(string text, string target, string type, string data)
    {
        var line = PackerLine.Read(text);

        (line.Target, line.Type, string.Join('|', line.Data)).ShouldBe((target, type, data));
    }

    [Theory]
    [InlineData("1,,ui,say,==> amazon-ebs.web: Creating AMI web from instance i-1", "==> amazon-ebs.web: Creating AMI web from instance i-1")]
    [InlineData("1,,ui,message,    amazon-ebs.web: a%!(PACKER_COMMA) b", "    amazon-ebs.web: a, b")]
    [InlineData("1,,ui,message,    amazon-ebs.web:", "    amazon-ebs.web:")]
    [InlineData("1,,ui,say,\\n==> Wait completed after 2 seconds", "|==> Wait completed after 2 seconds")]
    [InlineData("1,,ui,error,one\\r\\ntwo", "one|two")]
    [InlineData("bash: packer: cannot execute", "bash: packer: cannot execute")]
    [InlineData("1,amazon-ebs.web,artifact,0,id,eu-west-1:ami-1", null)]
    [InlineData("1,,error-count,1", null)]
    public void Should_Be_Shown_As_A_Person_Would_Read_It(string text, string? shown) =>
        string.Join('|', PackerLine.Read(text).Shown).ShouldBe(shown ?? "");

    [Theory]
    [InlineData("1,,ui,say,==> amazon-ebs.web: Waiting for SSH to become available...", "said: Waiting for SSH to become available...")]
    [InlineData("1,,ui,message,    amazon-ebs.web: AMI: ami-1", "told: AMI: ami-1")]
    [InlineData("1,,ui,error,==> amazon-ebs.web: npm: not found", "complained: npm: not found")]
    [InlineData("1,,ui,error,==> amazon-ebs.web: one\\n==> amazon-ebs.web: two", "complained: one\ntwo")]
    [InlineData("1,,ui,message,    amazon-ebs.web:", "told: ")]
    [InlineData("1,,ui,error,Error: Unsupported argument\\n\\n  on web.pkr.hcl line 3:\\n", "mistake: Error: Unsupported argument\n\n  on web.pkr.hcl line 3:")]
    [InlineData("1,,ui,say,\\n==> Builds finished but no artifacts were created.", "")]
    [InlineData("Waiting for SSH", "")]
    public void Should_Tell_Who_Speaks(string text, string expected)
    {
        var line = PackerLine.Read(text);

        string.Join('|', new[] { ("said", line.Said), ("told", line.Told), ("complained", line.Complained), ("mistake", line.Mistake) }
            .Where(one => one.Item2 is not null).Select(one => $"{one.Item1}: {one.Item2}")).ShouldBe(expected);
    }
}
