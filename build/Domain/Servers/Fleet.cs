using Bundt.Domain.Images;
using Bundt.Domain.Releases;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Servers;

/// <summary>
/// The server groups of one application in one environment, and where live traffic goes: what every decision about them begins with. Who is
/// live is read from the load balancer, never from a tag.
/// </summary>
/// <param name="Groups">Our groups, and any other that is attached to one of the two target groups (the team's old way).</param>
/// <param name="Routing">Live traffic.</param>
public sealed record Fleet(IReadOnlyList<ServerGroup> Groups, Routing Routing)
{
    /// <summary>The group that live traffic goes to, or null before the first release; while traffic is divided, the one that it comes from.</summary>
    /// <exception cref="Problem">Live traffic does not go to one of the two target groups, and no swap has divided it.</exception>
    public ServerGroup? Live => Split is { } split ? split.Old : Newest(Routing.Live);

    /// <summary>The groups that are attached to the idle target group; none while traffic is divided.</summary>
    public IReadOnlyList<ServerGroup> Idle => Routing.IsDivided ? [] : Attached(Routing.Idle);

    /// <summary>
    /// How live traffic is divided by a swap in steps, or null when it is not. Which of the two groups is the new one is written on it before
    /// the first step: it names the other as the one that it replaces.
    /// </summary>
    /// <exception cref="Problem">Traffic is divided, but not between two groups of which one replaces the other.</exception>
    public Split? Split
    {
        get
        {
            if (!Routing.IsDivided)
                return null;
            if (Newest(Routing.Blue) is not { } blue || Newest(Routing.Green) is not { } green)
                throw Routing.Unclear;
            // Two groups that have replaced each other in turn: only a release divides traffic, and it always goes to the younger one.
            return (Replaces(blue, green), Replaces(green, blue)) switch
            {
                (false, false) => throw Routing.Unclear,
                (true, var both) when !both || blue.Created > green.Created => new(green, blue, Routing.Percent(Routing.Blue)),
                _ => new(blue, green, Routing.Percent(Routing.Green)),
            };
        }
    }

    /// <summary>The group that the live one replaced, at its full size, or null.</summary>
    public ServerGroup? Warm => Idle.FirstOrDefault(group => group.WarmUntil is not null && group.Desired > 0);

    /// <summary>The group of that name, or null.</summary>
    public ServerGroup? Find(string? name) => Groups.FirstOrDefault(group => group.Name == name);

    /// <summary>Whether any live traffic goes to a group.</summary>
    public bool Serves(ServerGroup? group) => group is not null && group.TargetGroups.Any(target => Routing.Weights.GetValueOrDefault(target) > 0);

    /// <summary>The target group that a group is attached to, or null.</summary>
    public TargetGroup? TargetGroupOf(ServerGroup group) =>
        new[] { Routing.Blue, Routing.Green }.FirstOrDefault(target => group.TargetGroups.Contains(target.Arn));

    /// <summary>
    /// The group that already carries that release: of the same image and servers settings, attached, with a size, neither failed nor leaving.
    /// </summary>
    /// <param name="version">The release.</param>
    /// <param name="image">Its image.</param>
    /// <param name="config">The digest of the servers section.</param>
    public ServerGroup? Carrying(ReleaseVersion version, ImageId image, string config) => Groups
        .Where(group => group.Release == version && group.Tags.GetValueOrDefault(Names.Config) == config)
        .Where(group => group.Servers.All(server => server.Image is null || server.Image == image))
        .Where(group => group is { Deleting: false, HasFailed: false, Desired: > 0 } && TargetGroupOf(group) is not null)
        .MaxBy(group => group.Created);

    /// <summary>The name of the next deployment of that release: one that no group has, of whatever release it is.</summary>
    public string NextName(string app, string env, ReleaseVersion version)
    {
        var prefix = Names.DeploymentPrefix(app, env, version);
        return Names.Group(app, env, version, 1 + Groups
            .Where(group => group.Name == $"{prefix}{Names.GroupNumber(group.Name)}")
            .Select(group => Names.GroupNumber(group.Name)).DefaultIfEmpty(0).Max());
    }

    private ServerGroup? Newest(TargetGroup target) => Attached(target).MaxBy(group => group.Created);

    private static bool Replaces(ServerGroup group, ServerGroup other) => group.Tags.GetValueOrDefault(Names.Replaces) == other.Name;

    private List<ServerGroup> Attached(TargetGroup target) =>
        [.. Groups.Where(group => !group.Deleting && group.TargetGroups.Contains(target.Arn))];
}
