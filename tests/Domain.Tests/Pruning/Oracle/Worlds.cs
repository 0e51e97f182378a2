using CsCheck;

namespace Bundt.Domain.Tests.Pruning.Oracle;

/// <summary>Random accounts, small enough that everything meets everything.</summary>
internal static class Worlds
{
    private const int MostGroups = 9;
    private const int MostImages = 9;

    private static readonly Gen<string> ImageId = Gen.Int[0, MostImages - 1].Select(number => $"ami-{number}");
    private static readonly Gen<bool> Rarely = Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)));

    private static readonly Gen<(string? App, string? Env)> Owner = Gen.Frequency<(string?, string?)>(
        (8, Gen.Const<(string?, string?)>(("web", "prod"))), (2, Gen.Const<(string?, string?)>(("web", "internal"))),
        (1, Gen.Const<(string?, string?)>(("shop", "prod"))), (1, Gen.Const<(string?, string?)>((null, null))));

    private static readonly Gen<string?> Colour = Gen.OneOfConst<string?>(null, null, null, "blue", "green");

    private static readonly Gen<World.Group> Group = Gen.Select(
        Owner, Gen.Int[1, 6], Gen.Int[0, 2], Colour, Rarely, Rarely, Gen.Int[0, MostGroups], Gen.Select(Gen.Int[0, 2], Gen.Int[0, MostGroups], Rarely),
        (owner, release, size, colour, failed, rolledBack, replaced, source) => new World.Group(
            "", owner.App, owner.Env, release, 0, size, colour, failed, rolledBack, owner.App is null ? null : $"g-{replaced}",
            source.Item1 == 0 ? $"lt-{source.Item2}" : null, source.Item1 == 1 ? $"g-{source.Item2}" : null, source.Item3));

    private static readonly Gen<World.Template> Template = Gen.Select(
        Rarely, Gen.Int[0, 99], ImageId.Array[1, 3], Gen.Int[0, MostGroups], (theirs, made, images, name) => new World.Template("", $"g-{name}", !theirs, made, images));

    private static readonly Gen<World.Ami> Ami = Gen.Select(
        Gen.Frequency((8, Gen.Const("available")), (1, Gen.Const("pending")), (1, Gen.Const("failed"))), Rarely, Gen.Int[1, 9],
        (state, keep, release) => new World.Ami("", 0, state, keep, release));

    private static readonly Gen<(string Instance, string TargetGroup)> ByHand = Gen.Select(
        Gen.Int[0, 3 * MostGroups], Gen.OneOfConst("blue", "green"), (instance, colour) => ($"i-{instance}", colour));

    /// <summary>Any account.</summary>
    public static Gen<World> Any { get; } = Gen.Select(
        Group.Array[1, MostGroups], Template.Array[0, 6], Gen.Select(Gen.Int[0, MostGroups], ImageId).Array[0, 3], Ami.Array[0, MostImages],
        Gen.Select(ImageId, Gen.Int[0, 2 * MostGroups]).Array[0, 8], ByHand.Array[0, 3],
        Gen.Frequency((8, Gen.Const((1, 0))), (8, Gen.Const((0, 1))), (1, Gen.Const((90, 10))), (1, Gen.Const((0, 0)))), Gen.Select(Gen.Int[1, 4], Gen.Int[0, 5 * MostGroups], Rarely),
        (groups, templates, configurations, images, instances, byHand, weights, run) => new World
        {
            Groups = [.. groups.Select((group, number) => group with { Name = $"g-{number}", Age = groups.Length - number })
                .Select(group => group.Age == 1 && !run.Item3 ? AsALiveOne(group, weights.Item1 > 0 ? "blue" : "green") : group)],
            Templates = [.. templates.Select((template, number) => template with { Id = $"lt-{number}" }).DistinctBy(template => template.Name)],
            Configurations = [.. configurations.Select(one => new World.Configuration($"g-{one.Item1}", one.Item2)).DistinctBy(configuration => configuration.Name)],
            Instances =
            [
                .. instances.Select((one, number) => new World.Instance($"i-{number}", one.Item1, one.Item2 < groups.Length ? $"g-{one.Item2}" : null)),
            ],
            Images = [.. images.Select((image, number) => image with { Id = $"ami-{number}", Made = number })],
            ByHand = byHand,
            BlueWeight = weights.Item1,
            GreenWeight = weights.Item2,
            Retain = run.Item1,
            MadeLive = run.Item2 < groups.Length ? $"g-{run.Item2}" : null,
        });

    // Mostly there is something live: where nothing is, nothing is decided.
    private static World.Group AsALiveOne(World.Group group, string colour) =>
        group with { App = "web", Env = "prod", AttachedTo = colour, Failed = false, RolledBack = false, BeingDeleted = false, Replaced = group.Replaced ?? "g-0" };
}
