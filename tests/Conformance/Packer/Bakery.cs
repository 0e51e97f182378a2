using System.Diagnostics;
using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;
using Bundt.Conformance.Stage;

namespace Bundt.Conformance.Packer;

/// <summary>Packer at work in a region, and what it leaves there.</summary>
internal sealed class Bakery(Access access) : IDisposable
{
    private readonly AmazonEC2Client _ec2 = Client(access, access.Region);

    /// <summary>Bakes an image.</summary>
    /// <param name="name">The image's name.</param>
    /// <param name="variables">What it is to be like: <c>NAME=VALUE</c>.</param>
    public async Task<(int Code, string Output)> Bake(string name, params string[] variables) =>
        await Programs.Run(Folder, Environment, "packer", await Arguments(name, variables));

    /// <summary>Bakes an image, which has to succeed.</summary>
    public async Task<Image> Baked(string name, params string[] variables)
    {
        var (code, output) = await Bake(name, variables);
        code.ShouldBe(0, output);
        return (await Images()).ShouldHaveSingleItem();
    }

    /// <summary>Bakes until Packer says something, and interrupts it then, as Ctrl-C does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Interrupted(string name, string when, params string[] variables)
    {
        // A group of its own: Packer is two processes, and Ctrl-C goes to both.
        using var packer = Programs.Start(Folder, Environment, "setsid", ["packer", .. await Arguments(name, variables)]);
        var said = new StringBuilder();
        while (await packer.StandardOutput.ReadLineAsync() is { } line)
        {
            said.AppendLine(line);
            if (line.Contains(when, StringComparison.Ordinal))
                await Programs.Succeed("/", Environment, "kill", "-INT", "--", $"-{packer.Id}");
        }

        await packer.WaitForExitAsync();
        said.ToString().ShouldContain(when);
        return packer.ExitCode;
    }

    /// <summary>The images of the account.</summary>
    public async Task<List<Image>> Images() => await Images(_ec2);

    /// <summary>The images of the account in another region.</summary>
    public async Task<List<Image>> ImagesIn(string region)
    {
        using var there = Client(access, region);
        return await Images(there);
    }

    /// <summary>The snapshots of the account.</summary>
    public async Task<List<Snapshot>> Snapshots() => (await _ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots ?? [];

    /// <summary>The accounts that may launch an image.</summary>
    public async Task<IEnumerable<string>> Users(Image image) =>
        ((await _ec2.DescribeImageAttributeAsync(new DescribeImageAttributeRequest(image.ImageId, ImageAttributeName.LaunchPermission)))
            .ImageAttribute.LaunchPermissions ?? []).Select(permission => permission.UserId);

    /// <summary>What a bake makes only for itself, and is still there.</summary>
    public async Task<IReadOnlyList<string>> Remains()
    {
        var instances = (await _ec2.DescribeInstancesAsync()).Reservations ?? [];
        var groups = (await _ec2.DescribeSecurityGroupsAsync()).SecurityGroups ?? [];
        return
        [
            .. instances.SelectMany(reservation => reservation.Instances)
                .Where(instance => instance.State.Name != InstanceStateName.Terminated).Select(instance => instance.InstanceId),
            .. ((await _ec2.DescribeKeyPairsAsync()).KeyPairs ?? []).Select(pair => pair.KeyName),
            .. groups.Where(group => group.GroupName != "default").Select(group => group.GroupName),
            .. ((await _ec2.DescribeVolumesAsync()).Volumes ?? []).Select(volume => volume.VolumeId),
        ];
    }

    public void Dispose() => _ec2.Dispose();

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Packer");

    private Dictionary<string, string> Environment => new(access.Environment) { ["CHECKPOINT_DISABLE"] = "1", ["PACKER_NO_COLOR"] = "1" };

    private async Task<IEnumerable<string>> Arguments(string name, IEnumerable<string> variables)
    {
        var source = (await _ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["amazon"] })).Images[0].ImageId;
        string[] all = [$"endpoint={access.Endpoint}", $"region={access.Region}", $"source_ami={source}", $"name={name}", .. variables];
        return ["build", "-color=false", .. all.SelectMany(variable => new[] { "-var", variable }), "bake.pkr.hcl"];
    }

    private static async Task<List<Image>> Images(AmazonEC2Client ec2) =>
        (await ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["self"] })).Images ?? [];

    private static AmazonEC2Client Client(Access access, string region) => new(access.Credentials, (access with { Region = region }).Configure(new AmazonEC2Config()));
}
