using System.Net;
using System.Net.Sockets;
using Bundt.Cloud;
using Bundt.Cloud.Access;
using Bundt.Cloud.Docker;
using Bundt.Cloud.Images;
using Bundt.Cloud.Sources;
using Bundt.Cloud.Tests;
using Bundt.Cloud.Tests.Runs;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Images;
using Bundt.Pipeline.Steps;
using Bundt.Pipeline.Tasks;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>What can be wrong with Packer, with Docker, and with images: Bake.</summary>
internal static class OfTheBake
{
    private const string Name = "shop-v1.5.0-0123456789ab";
    private static readonly ReleaseEnvironment Prod = Cloud.Tests.Some.Environment;
    private static readonly Image Made = new(new("ami-1"), Name, "available", DateTimeOffset.UnixEpoch, [], new Dictionary<string, string>());

    public static IReadOnlyList<Failure> All =>
    [
        Demand("no Packer", bake => bake, path: true),
        Demand("a path to Packer where nothing is", bake => bake with { Packer = "tools/none" }),
        Demand("a path to a folder instead of Packer", bake => bake with { Packer = "packer" }),
        Demand("a path to what cannot be run", bake => bake with { Packer = "packer/web/web.pkr.hcl" }),
        Demand("no template", bake => bake with { Template = "packer/none" }),
        OfDocker("no Docker", null),
        OfDocker("a Docker that does not answer", "[ $1 = version ] || exit 0; echo 'Cannot connect to the Docker daemon' >&2; exit 1"),
        OfDocker("a Docker that one may not use", "[ $1 = version ] || exit 0; echo 'permission denied while trying to connect to the Docker daemon socket' >&2; exit 1"),
        OfDocker("an image of a container that is not there", NoImage),
        OfDocker("an image of a container in ECR that is not there", NoImage, "123456789012.dkr.ecr.eu-west-1.amazonaws.com/packer:1"),
        new("an image of a container without Packer", "Bake", ground =>
        {
            ground.Docker.Does("[ $1 = run ] || exit 0; echo 'docker: Error response from daemon: exec: \"packer\": executable file not found in $PATH' >&2; exit 127");
            return Packer(ground, bake => bake with { PackerIn = new() { Image = "hashicorp/packer:1.11.2" } }).Version("run", Ground.Cancelled);
        }),
        new("a Docker of another computer", "Test", ground =>
        {
            ground.Docker.Does("[ $1 = run ] || exit 0; echo 'docker: Error response from daemon: invalid mount config for type \"bind\": bind source path does not exist: /home/ci/source' >&2; exit 125");
            return new ContainedTests(new(ground.Docker.Context, ground.Poll)).Run(new() { Image = "node:22" }, "run", "/home/ci/source", "true", _ => { }, Ground.Cancelled);
        }),
        new("a Packer that is none", "Bake", ground =>
        {
            ground.Folder.Script("tools/packer", "echo 'Usage: something else'; exit 2");
            return Packer(ground, Tool).Version("run", Ground.Cancelled);
        }),
        Build("a bake that anybody could reach", bake => bake with { Ingress = ["0.0.0.0/0"] }, ""),
        new("an address of one's own that nobody tells", "Bake", async ground =>
        {
            using var teller = new TcpListener(IPAddress.Loopback, 0);
            teller.Start();
            var address = new Uri($"http://{teller.LocalEndpoint}/");
            var answer = Answer(teller);
            await new OwnAddress(() => new("eu-west-1", null, null, null), address).Find("public_ip", Ground.Cancelled);
            await answer;
        }),
        Build("a bake that fails", Tool, "echo '1,amazon-ebs.web,error,Script exited with non-zero exit status: 7.'; exit 1"),
        Build("a bake that lacks a permission", Tool, "echo '1,amazon-ebs.web,error,Error creating AMI: UnauthorizedOperation: You are not authorized to perform this operation. User: ci is not authorized to perform: ec2:CreateImage'; exit 1"),
        Build("a bake that takes too long", bake => Tool(bake) with { Timeout = TimeSpan.FromMilliseconds(300) }, "sleep 2"),
        new("a bake that leaves something behind", "Bake", ground =>
        {
            var (images, packer) = (Substitute.For<IImages>(), Substitute.For<IPacker>());
            images.Discard(Name, Arg.Any<ImageId?>()).Returns([]);
            images.Remains(Arg.Any<string>(), Arg.Any<Func<string?, DateTimeOffset, bool>>()).Returns([new BakeRemain(BakeRemainKind.SecurityGroup, "sg-1")]);
            packer.Build(Arg.Any<BakeOrder>(), Arg.Any<string>(), Arg.Any<BakeProgress>(), Arg.Any<CancellationToken>())
                .ThrowsAsync(new Problem($"Packer did not bake {Name}: exit code 1.", "Packer left something behind.", "Its whole output is in packer.log."));
            var inputs = new BakeInputs(new Dictionary<string, string>(), new Dictionary<string, string>(), new(new("ami-0"), "/dev/xvda"), "abc");
            return new Baking(images, packer, Substitute.For<ISourceCode>(), ground.Poll, ground.View).Image(ground.Run, Name, inputs);
        }),
        Taken("an image that this account has not baked", "self", null),
        Taken("an image that another account has not baked", "210987654321", null),
        Taken("an image of another commit", "210987654321", Made with { Description = Names.ImageDescription("shop", Some.Version, new string('0', 40)) }),
        Taken("an image that does not tell its commit", "self", Made),
        new("an image that is gone", "Bake", ground => Reaching(ground, Substitute.For<IImages>()).Complete(ground.Run, new("ami-1"))),
        new("no image to begin with", "Bake", async ground =>
        {
            await using var there = await ground.There("source");
            await new Cloud.Images.Images(there.Aws, () => Prod with { Bake = new() { Source = new() { Name = "no-such-*", Owner = "self" } } }, ground.Poll).Source();
        }),
    ];

    private const string NoImage = "case $1 in image) exit 1 ;; pull) echo 'Error response from daemon: manifest unknown' >&2; exit 1 ;; esac";

    private static BakeSettings Tool(BakeSettings bake) => bake with { Packer = "tools/packer" };

    private static Failure Demand(string situation, Func<BakeSettings, BakeSettings> settings, bool path = false) => new(situation, null, async ground =>
    {
        using var empty = path ? new WithoutVariables("PATH") : null;
        await Packer(ground, settings).Demand(_ => false, _ => { }, Ground.Cancelled);
    })
    {
        IsSetup = true,
    };

    private static Failure OfDocker(string situation, string? script, string image = "node:22") => new(situation, "Test", ground =>
    {
        ground.Docker.Does(script ?? "");
        if (script is null)
            ground.Docker.IsMissing();
        return new Containers(ground.Docker.Context, ground.Poll).Demand(ContainerUse.Tests, image, _ => false, _ => { }, Ground.Cancelled);
    });

    private static Failure Build(string situation, Func<BakeSettings, BakeSettings> settings, string build) => new(situation, "Bake", ground =>
    {
        ground.Folder.Script("tools/packer", $"case $2 in version) echo '1,,version,1.6.6'; exit ;; esac\n{build}\n");
        var order = new BakeOrder(Name, Some.Version, "abc", new(new("ami-1"), "/dev/xvda"), new("https://git.example.com/shop.git"), "run", new Dictionary<string, string>());
        return Packer(ground, settings).Build(order, ground.Folder.Below("run"), new(_ => { }), Ground.Cancelled);
    });

    private static Failure Taken(string situation, string owner, Image? image) => new(situation, "Bake", ground =>
    {
        ground.Settings("  source:", $"  from: {{ owner: \"{owner}\" }}\n  source:");
        var images = Substitute.For<IImages>();
        images.Of(Some.Version).Returns(image);
        return Reaching(ground, images).Taken(ground.Run);
    });

    private static Reaching Reaching(Ground ground, IImages images) => new(images, Substitute.For<IImageReach>(), ground.Poll, TimeProvider.System, ground.View);

    private static Packer Packer(Ground ground, Func<BakeSettings, BakeSettings> settings)
    {
        ground.Folder.Write("packer/web/web.pkr.hcl", "");
        var (environment, guard) = (Prod with { Bake = settings(Prod.Bake) }, Cloud.Tests.Some.HeldLease());
        AwsAccess Access() => new("eu-west-1", null, "key", "secret");
        return new(
            () => environment, Access, new(() => environment, Access, new(ground.Folder.Path, ground.Folder.Path), new Containers(ground.Docker.Context, ground.Poll)), guard,
            new(Access, guard, new(), "run"), ground.Poll);
    }

    private static async Task Answer(TcpListener teller)
    {
        using var connection = await teller.AcceptTcpClientAsync(Ground.Cancelled);
        var stream = connection.GetStream();
        await stream.ReadAtLeastAsync(new byte[16], 16, cancellationToken: Ground.Cancelled);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>"u8.ToArray(), Ground.Cancelled);
    }
}
