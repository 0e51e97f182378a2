using System.Text.RegularExpressions;
using Bundt.Domain.Images;

namespace Bundt.Domain.Environments;

/// <summary>What an environment file has to say about how images are made.</summary>
internal static partial class BakeRules
{
    private static readonly string[] SshInterfaces = ["public_ip", "private_ip", "public_dns", "private_dns"];
    private static readonly string[] VolumeTypes = ["gp3", "gp2"];

    private static readonly TimeSpan ShortestDeprecation = TimeSpan.FromHours(1);

    // EC2 API reference: EnableImageDeprecation.
    private static readonly TimeSpan LongestDeprecation = TimeSpan.FromDays(3650);

    public static IEnumerable<EnvironmentRule> Of(BakeSettings bake) =>
    [
        EnvironmentRules.Text("bake.source.name", bake.Source.Name),
        EnvironmentRules.Text("bake.source.owner", bake.Source.Owner),
        new("bake.ingress", string.Join(", ", bake.Ingress ?? []), bake.Ingress is null || Ingress.Reason(bake.Ingress) is null, "the deploying machine's own address, such as 203.0.113.7/32, and never the whole world"),
        EnvironmentRules.Port("bake.sshPort", bake.SshPort),
        new("bake.sshInterface", bake.SshInterface, SshInterfaces.Contains(bake.SshInterface), $"one of {string.Join(", ", SshInterfaces)}"),
        new("bake.pollSeconds", bake.PollSeconds, bake.PollSeconds >= 1, "at least 1 second"),
        EnvironmentRules.Positive("bake.timeout", bake.Timeout),
        .. PackerRules.Of(bake),
        .. Network(bake),
        .. Reach(bake),
        .. bake.Volume is { } volume ? Of(volume) : [],
    ];

    private static IEnumerable<EnvironmentRule> Network(BakeSettings bake) =>
    [
        new("bake.subnetFilter", string.Join(", ", bake.SubnetFilter.Keys), bake.Subnet is null || bake.SubnetFilter.Count == 0, "nothing beside bake.subnet: one of them finds the subnet"),
        // AWS launches an instance without a subnet in the default VPC, where a security group of another VPC is not known.
        new("bake.vpc", bake.Vpc, bake.Vpc is null || bake.Subnet is not null || bake.SubnetFilter.Count > 0, "bake.subnet or bake.subnetFilter beside it"),
    ];

    private static IEnumerable<EnvironmentRule> Reach(BakeSettings bake) =>
    [
        .. bake.CopyTo.Select(region => new EnvironmentRule("bake.copyTo", region, EnvironmentRules.IsRegion(region), "regions such as eu-central-1")),
        .. bake.ShareWith.Select(account => new EnvironmentRule("bake.shareWith", account, EnvironmentRules.IsAccount(account), "accounts of twelve digits, in quotes")),
        new("bake.deprecateAfter", bake.DeprecateAfter, bake.DeprecateAfter is null || (bake.DeprecateAfter >= ShortestDeprecation && bake.DeprecateAfter <= LongestDeprecation), "1h to 3650d"),
        new("bake.from.owner", bake.From?.Owner, bake.From is null or { Owner: "self" } || EnvironmentRules.IsAccount(bake.From.Owner), "the account that bakes, twelve digits in quotes, or self"),
        new("bake.from", "set", bake.From is null || (bake.CopyTo.Count == 0 && bake.ShareWith.Count == 0), "not to stand beside bake.copyTo and bake.shareWith: the environment that bakes copies and shares"),
        // Source: "Share an AMI with specific AWS accounts", Amazon EC2 User Guide.
        new("bake.volume.kmsKey", bake.Volume?.KmsKey, bake is not { Volume: { Encrypted: true, KmsKey: null }, ShareWith.Count: > 0 }, "a key of your own, since accounts that images are shared with cannot use the default one"),
        // Source: "Copy an Amazon EC2 AMI", Amazon EC2 User Guide: keys belong to one region.
        new("bake.volume.kmsKey", bake.Volume?.KmsKey, bake.CopyTo.Count == 0 || bake.Volume?.KmsKey?.StartsWith("alias/", StringComparison.Ordinal) != false, "an alias such as alias/shop, which each region of bake.copyTo has a key for"),
    ];

    private static IEnumerable<EnvironmentRule> Of(BakeVolume volume) =>
    [
        new("bake.volume.size", volume.Size ?? 1, volume.Size is null or >= 1, "at least 1, in GiB"),
        new("bake.volume.type", volume.Type, volume.Type is null || VolumeTypes.Contains(volume.Type), $"one of {string.Join(", ", VolumeTypes)}"),
        new("bake.volume.kmsKey", volume.KmsKey, volume.KmsKey is null || (volume.Encrypted && Key().IsMatch(volume.KmsKey)), "the id, alias (alias/shop) or ARN of a key, and encrypted: true beside it"),
    ];

    [GeneratedRegex(@"\A(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/\S+|alias/\S+|(mrk-)?[0-9a-f-]{32,36})\z")]
    private static partial Regex Key();
}
