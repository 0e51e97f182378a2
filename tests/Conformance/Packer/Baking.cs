using Bundt.Conformance.Stage;

namespace Bundt.Conformance.Packer;

/// <summary>A bake with Packer's builder amazon-ebs, over SSH on a real machine; nothing temporary may be left of it.</summary>
/// <param name="name">What it is called.</param>
/// <param name="region">Its region.</param>
/// <param name="story">What happens.</param>
internal sealed class Baking(string name, string region, Func<Bakery, Task> story) : Journey($"Packer: {name}", region)
{
    public static IReadOnlyList<Baking> All { get; } =
    [
        new("plain", "eu-west-1", Plain),
        new("a provisioner that fails", "eu-west-2", Failing),
        new("interrupted", "eu-west-3", Interrupted),
        new("encrypt_boot", "eu-central-1", Encrypted),
        new("ami_users", "eu-north-1", Shared),
        new("ami_regions", "us-east-1", Copied),
        new("force_deregister", "us-west-1", Forced),
        new("two in parallel", "us-west-2", Parallel),
    ];

    public override bool NeedsMachines => true;

    public override string? Missing => Programs.Find("packer") is null ? "NOT TESTED: Packer is not installed: apt-get install packer" : RealCloud.Missing;

    public override async Task Make(Access access)
    {
        using var bakery = new Bakery(access);
        await story(bakery);
        (await bakery.Remains()).ShouldBeEmpty();
    }

    private static async Task Plain(Bakery bakery)
    {
        var image = await bakery.Baked("web-1");

        image.Name.ShouldBe("web-1");
        image.Description.ShouldBe("An image of Packer's");
        image.State.Value.ShouldBe("available");
        image.Tags.ShouldHaveSingleItem().Value.ShouldBe("image");
        (await bakery.Snapshots()).ShouldHaveSingleItem().Tags.ShouldHaveSingleItem().Value.ShouldBe("snapshot");
    }

    private static async Task Failing(Bakery bakery)
    {
        var (code, output) = await bakery.Bake("web-1", "command=exit 3");

        code.ShouldBe(1);
        output.ShouldContain("Script exited with non-zero exit status: 3");
        (await bakery.Images()).ShouldBeEmpty();
    }

    private static async Task Interrupted(Bakery bakery)
    {
        (await bakery.Interrupted("web-1", "Provisioning with shell script", "command=sleep 120")).ShouldNotBe(0);

        (await bakery.Images()).ShouldBeEmpty();
    }

    private static async Task Encrypted(Bakery bakery)
    {
        var image = await bakery.Baked("web-1", "encrypt=true");

        image.BlockDeviceMappings.ShouldHaveSingleItem().Ebs.Encrypted.ShouldBe(true);
        (await bakery.Snapshots()).ShouldHaveSingleItem().Encrypted.ShouldBe(true); // the one of the unencrypted image is gone
    }

    private static async Task Shared(Bakery bakery)
    {
        var image = await bakery.Baked("web-1", """users=["123456789012"]""");

        (await bakery.Users(image)).ShouldBe(["123456789012"]);
    }

    private static async Task Copied(Bakery bakery)
    {
        var image = await bakery.Baked("web-1", """regions=["us-east-2"]""");

        var copy = (await bakery.ImagesIn("us-east-2")).ShouldHaveSingleItem();
        copy.ImageId.ShouldNotBe(image.ImageId);
        (copy.Name, copy.State.Value).ShouldBe(("web-1", "available"));
        copy.Tags.ShouldHaveSingleItem().Value.ShouldBe("image");
    }

    private static async Task Forced(Bakery bakery)
    {
        var first = await bakery.Baked("web-1");
        (await bakery.Bake("web-1")).Code.ShouldBe(1); // the name is taken

        var second = await bakery.Baked("web-1", "force=true");

        second.ImageId.ShouldNotBe(first.ImageId);
        (await bakery.Snapshots()).ShouldHaveSingleItem();
    }

    private static async Task Parallel(Bakery bakery)
    {
        var bakes = await Task.WhenAll(bakery.Bake("web-1"), bakery.Bake("web-2"));

        bakes.ShouldAllBe(bake => bake.Code == 0);
        (await bakery.Images()).Select(image => image.Name).Order().ShouldBe(["web-1", "web-2"]);
    }
}
