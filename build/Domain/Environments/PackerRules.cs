namespace Bundt.Domain.Environments;

/// <summary>What an environment file has to say about which Packer bakes.</summary>
internal static class PackerRules
{
    public static IEnumerable<EnvironmentRule> Of(BakeSettings bake) =>
    [
        new("bake.packer", bake.Packer, bake.Packer is null || !string.IsNullOrWhiteSpace(bake.Packer), "the path of a program, or nothing for the packer on PATH"),
        new("bake.packer", bake.Packer, bake.Packer is null || bake.PackerIn is null, "no bake.packerIn beside it: Packer is that program, or in that container"),
        .. bake.PackerIn is { } place ? [TestRules.ImageOf("bake.packerIn", place.Image, "hashicorp/packer:1.11.2")] : (EnvironmentRule[])[],
    ];
}
