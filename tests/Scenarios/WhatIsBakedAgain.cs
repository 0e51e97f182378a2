using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios;

/// <summary>One input of a bake changed at a time.</summary>
public sealed class WhatIsBakedAgain(LocalCloud cloud) : Scenario(cloud, new EnvironmentFile("inputs"))
{
    private string Folder => Path.Combine(Cloud.Home, "packer");

    [Fact]
    public async Task Rule_09_Should_Bake_Once_For_Each_Set_Of_Inputs()
    {
        await Programs.Run("rm", "-rf", Folder);
        await Programs.Run("cp", "-r", Path.Combine(LocalCloud.Bundt, "packer"), Folder);
        var own = Environment with { Template = "packer/web" };
        Cloud.Add(own);
        await Given.ACommit("feat: what is baked again and again");

        (await Bakes("cold")).ShouldBe(1);
        (await Bakes("nothing changed")).ShouldBe(0);
        (await Bakes("nothing changed, --rebake", "--rebake")).ShouldBe(1);
        (await Bakes("nothing changed since")).ShouldBe(0);

        foreach (var (input, file) in new[]
        {
            ("the template", "web/web.pkr.hcl"), ("a script", "web/provision/install.sh"), ("a configuration file", "web/config/prod.env"), ("a test", "tests/cleaned/nothing-left.sh"),
        })
        {
            await File.AppendAllTextAsync(Path.Combine(Folder, file), "# changed\n", TestContext.Current.CancellationToken);
            (await Bakes(input)).ShouldBe(1, input);
            (await Bakes($"{input}, again")).ShouldBe(0, input);
        }

        Cloud.Add(own with { Mistake = text => text.Replace("  pollSeconds: 1", "  pollSeconds: 1\n  variables: { start_command: \"/usr/local/bin/dotnet /opt/web/Web.dll\" }", StringComparison.Ordinal) });
        (await Bakes("a variable")).ShouldBe(1);

        var source = (await Then.Images())[^1];
        await CopyOf(source.ImageId, "debian-12-newer");
        Cloud.Add(own with { Mistake = text => text.Replace("name: debian-12-*, owner: \"136693071363\"", "name: debian-12-newer, owner: self", StringComparison.Ordinal) });
        (await Bakes("the source image")).ShouldBe(1);
        (await Bakes("the source image, again")).ShouldBe(0);

        await Given.ACommit("feat: another commit");
        (await Bakes("the commit")).ShouldBe(1);
    }

    private async Task CopyOf(string image, string name)
    {
        var copy = await Cloud.Ec2.CopyImageAsync(new Amazon.EC2.Model.CopyImageRequest { Name = name, SourceImageId = image, SourceRegion = "eu-west-1" });
        var request = new Amazon.EC2.Model.DescribeImagesRequest { ImageIds = [copy.ImageId] };
        await Eventually.Holds("the copy", async () => (await Cloud.Ec2.DescribeImagesAsync(request)).Images[0].State.Value == "available");
    }

    // How often Packer launched an instance for it.
    private async Task<int> Bakes(string what, params string[] options)
    {
        var since = await Cloud.Now();
        var run = await When.Running("Bake", options);
        run.ExitCode.ShouldBe(0, run.Output);
        var bakes = (await Cloud.Calls(since)).Count(call => call is { Action: "RunInstances", Status: 200 });
        Narrator.Tell("Then", $"| {what} | {bakes} |");
        return bakes;
    }
}
