using Bundt.Domain.Images;
using Bundt.Domain.Pruning;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Tests.Pruning.Oracle;

/// <summary>An account as Bundt reads it.</summary>
internal static class AsRead
{
    public static PruneTerms Terms(World world) => new("web", "prod", world.Retain, At(World.RunBegan), world.MadeLive);

    public static Stock Of(World world)
    {
        List<ServerGroup> everywhere = [.. world.Groups.Select(group => Group(world, group))];
        bool IsLive(string colour) => (colour == "blue" ? world.BlueWeight : world.GreenWeight) > 0;
        return new()
        {
            Fleet = new(
                [.. everywhere.Where(group => group.IsOf("web", "prod") || group.TargetGroups.Count > 0)], Some.Routing(world.BlueWeight, world.GreenWeight)),
            Serving = world.ByHand.Where(one => IsLive(one.TargetGroup)).Select(one => one.Instance).ToHashSet(),
            Everywhere = everywhere,
            Templates = [.. world.Templates.Where(template => template.Ours).Select(template => new LaunchTemplate(template.Id, template.Name, At(template.Made)))],
            Images = [.. world.Images.Select(image => new Image(
                new(image.Id), image.Id, image.State, At(image.Made), [],
                Some.Tags([(Names.Release, $"v1.{image.Release}.0"), .. image.Keep ? [(Names.Keep, "")] : Array.Empty<(string, string)>()])))],
            Uses = world.Instances.Select(instance => (Image: instance.Image, By: instance.Id))
                .Concat(world.Templates.SelectMany(template => template.Images.Select(image => (Image: image, By: template.Id))))
                .Concat(world.Configurations.Select(configuration => (Image: configuration.Image, By: configuration.Name)))
                .Select(use => new ImageUse(new(use.Image), use.By, use.By)).ToLookup(use => use.Image),
        };
    }

    private static ServerGroup Group(World world, World.Group group) => new()
    {
        Name = group.Name,
        Min = group.Size,
        Max = group.Size,
        Desired = group.Size,
        Created = At(100 - group.Age),
        Deleting = group.BeingDeleted,
        Servers = [.. world.Instances.Where(instance => instance.Group == group.Name).Select(instance => Some.Server(instance.Id))],
        TargetGroups = group.AttachedTo is null ? [] : [group.AttachedTo == "blue" ? Some.Blue.Arn : Some.Green.Arn],
        LaunchTemplate = group.Template,
        LaunchConfiguration = group.Configuration,
        Tags = Some.Tags([.. Tags(group)]),
    };

    private static IEnumerable<(string, string)> Tags(World.Group group)
    {
        if (group.App is null)
            yield break;
        yield return (Names.App, group.App);
        yield return (Names.Env, group.Env!);
        yield return (Names.Release, $"v1.{group.Release}.0");
        if (group.Replaced is { } replaced)
            yield return (Names.Replaces, replaced);
        if (group.Failed)
            yield return (Names.Failed, "sick");
        if (group.RolledBack)
            yield return (Names.RolledBack, "slow");
    }

    private static DateTimeOffset At(int number) => Some.Monday.AddHours(number);
}
