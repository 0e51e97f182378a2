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

    [Fact]
    public async Task Rule_09_Should_Make_One_Image_When_Two_Runs_Bake_At_Once()
    {
        var twin = new EnvironmentFile("inputs-twin");
        Cloud.Add(twin);
        (await Cloud.Run("--target=LocalUp", $"--env={twin.Name}")).ExitCode.ShouldBe(0);
        await Given.ACommit("feat: what two bake at once");
        (await When.Running("Tag")).ExitCode.ShouldBe(0);

        Narrator.Tell("When", "baking in two environments at once");
        BundtRun[] runs = [Cloud.Start("--target=Bake", $"--env={Environment.Name}"), Cloud.Start("--target=Bake", $"--env={twin.Name}")];
        foreach (var run in runs)
            (await When.Ended(run)).ExitCode.ShouldBe(0, run.Output);

        var image = (await Then.Images())[^1];
        (await Then.Images()).Count(other => Release(other) == Release(image)).ShouldBe(1);
        runs.ShouldAllBe(run => run.Output.Contains(image.ImageId, StringComparison.Ordinal));
        runs.Count(run => run.Output.Contains("baked by another run from the same inputs", StringComparison.Ordinal)).ShouldBe(1);
        (await Then.BakeRemains()).ShouldBeEmpty();
    }

    private static string Release(Amazon.EC2.Model.Image image) => image.Tags.Single(tag => tag.Key == "bundt:release").Value;

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
