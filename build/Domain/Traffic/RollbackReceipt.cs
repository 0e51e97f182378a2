using Bundt.Domain.Environments;
using Bundt.Domain.Images;
using Bundt.Domain.Releases;
using Bundt.Domain.Servers;

namespace Bundt.Domain.Traffic;

/// <summary>
/// What a run leaves that made a release live: the way back from it, warm and cold; how long each takes, what it needs, and whether that is
/// there.
/// </summary>
/// <param name="To">What would be live again: a release such as <c>v1.4.1</c>, or the name of a group that carries none; null when there is nothing to go back to.</param>
/// <param name="Options">The options of the command that goes there, such as <c>--target=Rollback</c>; null when there is nothing to go back to.</param>
/// <param name="Warm">The way while the servers of before are there.</param>
/// <param name="Cold">The way when they are there no longer.</param>
public sealed record RollbackReceipt(string? To, string? Options, RollbackWay Warm, RollbackWay Cold)
{
    private const string WithoutTools = "needs neither Packer nor git";
    private static readonly RollbackWay None = new([], []);

    /// <summary>Why there is nothing to go back to, and what is the way instead; null when there is something.</summary>
    public string? Nothing { get; private init; }

    /// <summary>How long live traffic is watched when it is back.</summary>
    public TimeSpan Watch { get; init; }

    /// <summary>Decides it.</summary>
    /// <param name="facts">What there is.</param>
    /// <param name="environment">The environment.</param>
    /// <exception cref="Problem">Live traffic does not go to one of the two target groups.</exception>
    public static RollbackReceipt Of(RollbackFacts facts, ReleaseEnvironment environment)
    {
        if (facts.Fleet.Live is not { } live)
            return Without("nothing is live.");
        if (facts.Replaced is not { } replaced)
            return Without($"{live.Name} replaced nothing. What is wrong with it is put right by a release that is mended; --target=Rollback --to=VERSION launches another one whose image is there.");
        if (facts.Before is not { } before)
            return Anew(facts, live, replaced, environment);
        return Known(
            before.Release?.Tag ?? before.Name, before is { HasFailed: true, Release: { } taken } ? Naming(taken) : "--target=Rollback",
            Warmly(facts, before, environment), Coldly(facts, before, environment), live, environment);
    }

    /// <summary>The image that a group which is gone was launched from, as far as names tell: the newest of its release.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="images">The images of the application.</param>
    /// <param name="environment">The environment.</param>
    public static Image? ImageOf(string group, IEnumerable<Image> images, ReleaseEnvironment environment) => images
        .Where(image => image.IsAvailable && ReleaseVersion.TryParse(image.Release) is { } release
            && Names.Group(environment.Application.Name, environment.Name, release, Names.GroupNumber(group)) == group)
        .MaxBy(image => image.Created);

    // A rollback refuses more servers than the environment file allows, whichever way it goes (Capacity.Choose).
    private static RollbackReceipt Known(string to, string options, RollbackWay warm, RollbackWay cold, ServerGroup live, ReleaseEnvironment environment)
    {
        var most = environment.Servers.Max;
        string[] refused = live.Desired <= most ? [] : [$"{live.Name} has {live.Desired} servers, more than servers.max = {most} allows: raise that, or go back with --now"];
        return new(to, options, warm with { Missing = [.. warm.Missing, .. refused] }, cold with { Missing = [.. cold.Missing, .. refused] }) { Watch = environment.Swap.Watch };
    }

    private static RollbackReceipt Without(string why) => new(null, null, None, None) { Nothing = why };

    private static string Naming(ReleaseVersion release) => $"--target=Rollback --to={release}";

    // Its group is gone: a new one is launched from its image, where that is known.
    private static RollbackReceipt Anew(RollbackFacts facts, ServerGroup live, string replaced, ReleaseEnvironment environment)
    {
        var gone = $"{replaced}, which {live.Name} replaced, is gone";
        if (facts.Image is not { } image || ReleaseVersion.TryParse(image.Release) is not { } release)
            return Without($"{gone}, and this account has no image of it. --target=Rollback --to=VERSION launches another release whose image is there.");
        return Known(
            release.Tag, Naming(release), new([], [$"{gone}, and its servers with it"]),
            new([$"image {image.Id} is available", "a new group is launched from it", WithoutTools], []) { Takes = Measured.Sum(facts.Launch, facts.Move) }, live, environment);
    }

    private static RollbackWay Warmly(RollbackFacts facts, ServerGroup group, ReleaseEnvironment environment)
    {
        var fleet = facts.Fleet;
        if (group.Desired < 1 || fleet.TargetGroupOf(group) is null)
            return new([], [$"{group.Name} has no servers in {fleet.Routing.Idle.Name} any more"]);
        var (healthy, needed) = (Readiness.Healthy(group, facts.Health).Count, Capacity.AtMost(environment.Servers, fleet.Live));
        var has = $"{group.Name} has {healthy} of {group.Desired} servers healthy";
        // What is to end it, and what might shrink it before: Bundt sets neither on a group of the team's own.
        List<string> there = !IsOurs(group, environment) ? ["Bundt did not make it, and sets it no deadline"] :
        [
            facts.Deadline is null ? "ATTENTION: it has no deadline action, and costs until the next Deploy retires it" : "its deadline action is set",
            .. group.Suspended.Contains("AlarmNotification") ? Array.Empty<string>() : ["ATTENTION: its alarms may shrink it before"],
        ];
        if (healthy >= needed)
            return new([$"{has} ({needed} needed)", .. there], []) { Takes = facts.Move, Until = facts.Deadline };
        var waits = group.Desired < needed && group.Release is not null ? $"launches {needed - group.Desired} more, and waits for them" : "waits for the others";
        return new(there, [$"{has}, and {needed} are needed: a rollback {waits}{(RollbackPlan.MayMove(healthy, needed, now: true) ? "; --now does not" : "")}"]) { Until = facts.Deadline };
    }

    private static RollbackWay Coldly(RollbackFacts facts, ServerGroup group, ReleaseEnvironment environment)
    {
        if (!IsOurs(group, environment) || group.Release is not { } release)
            return new([], [$"Bundt did not make {group.Name}, and launches no servers in it: attach and scale it yourself first"]);
        var source = group.LaunchTemplate is { } template ? $"launch template {template} version {group.LaunchTemplateVersion}" : $"launch configuration {group.LaunchConfiguration}";
        if (facts.LaunchedFrom is not { } wanted)
        {
            return new([], [facts.Image is { IsAvailable: true } other
                ? $"{source} is gone, and {group.Name} launches nothing any more: once you have removed that group, {Naming(release)} launches a new one from image {other.Id}"
                : $"{source} is gone, and no image of {release.Tag} is there: {Rebaked(release, environment)}"]);
        }

        return facts.Image is { IsAvailable: true } image && image.Id == wanted
            ? new([$"image {image.Id} is available", $"{source} is there", WithoutTools], []) { Takes = Measured.Sum(facts.Launch, facts.Move) }
            : new([$"{source} is there"], [$"image {wanted} is {(facts.Image is { } unfit && unfit.Id == wanted ? unfit.State : "gone")}, and no server can be launched from it: {Rebaked(release, environment)}"]);
    }

    private static string Rebaked(ReleaseVersion release, ReleaseEnvironment environment) => environment.Bake.From is { } baker
        ? $"it comes from account {baker.Owner}, which has to share it again"
        : $"--target=Release --release={release} bakes it again from its tag";

    private static bool IsOurs(ServerGroup group, ReleaseEnvironment environment) => group.IsOf(environment.Application.Name, environment.Name);
}
