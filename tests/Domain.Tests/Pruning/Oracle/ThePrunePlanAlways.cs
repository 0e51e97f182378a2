using System.Text.Json;
using Bundt.Domain.Pruning;
using CsCheck;

namespace Bundt.Domain.Tests.Pruning.Oracle;

/// <summary>Pruning removes what the rules let go, and nothing else, whatever the account looks like.</summary>
public sealed class ThePrunePlanAlways
{
    private const int Enough = 10_000;

    [Fact]
    public void Rule_26_Should_Remove_Exactly_What_Nothing_Keeps()
    {
        var decided = 0;
        Worlds.Any.Sample(world =>
        {
            if (Agree(world))
                Interlocked.Increment(ref decided);
        }, iter: 2 * Enough, print: world => JsonSerializer.Serialize(world));

        decided.ShouldBeGreaterThan(Enough);
    }

    [Fact]
    public void Should_Give_A_Reason_For_Everything_Once() => Worlds.Any.Sample(world =>
    {
        if (Plan(world) is not { Refusal: null } plan)
            return;

        plan.Decisions.ShouldAllBe(decision => decision.Why.Length > 0);
        plan.Decisions.Select(decision => decision.What).ShouldBe(
        [
            .. world.Groups.Where(group => (group.App, group.Env, group.BeingDeleted) == ("web", "prod", false)).Select(group => group.Name),
            .. world.Templates.Where(template => template.Ours).Select(template => $"launch template {template.Name}"),
            .. world.Images.Select(image => image.Id),
        ], ignoreOrder: true);
    });

    [Fact]
    public void Should_Delete_What_Goes_With_A_Group_Just_When_It_Is_Said_To_Go() => Worlds.Any.Sample(world =>
    {
        if (Plan(world) is not { } plan)
            return;
        var going = plan.Groups.Select(group => group.LaunchTemplate).Concat(plan.Templates.Select(template => template.Id)).OfType<string>();

        going.Select(id => world.Templates.Single(template => template.Id == id).Name).Distinct().ShouldBe(Removed(plan, "launch template "), ignoreOrder: true);
    });

    [Fact]
    public void Should_Remove_Nothing_More_The_Second_Time() => Worlds.Any.Sample(world =>
    {
        if (Plan(world) is not { Refusal: null } plan)
            return;
        var (groups, images) = (plan.Groups.Select(group => group.Name).ToHashSet(), plan.Images.Select(image => image.Id.Value).ToHashSet());
        var templates = Removed(plan, "launch template ").ToHashSet();
        var configurations = plan.Groups.Select(group => group.LaunchConfiguration).ToHashSet();

        Plan(world with
        {
            Groups = [.. world.Groups.Where(group => !groups.Contains(group.Name))],
            Templates = [.. world.Templates.Where(template => !template.Ours || !templates.Contains(template.Name))],
            Configurations = [.. world.Configurations.Where(configuration => !configurations.Contains(configuration.Name))],
            Instances = [.. world.Instances.Where(instance => instance.Group is null || !groups.Contains(instance.Group))],
            Images = [.. world.Images.Where(image => !images.Contains(image.Id))],
        })!.Deletions.ShouldBe(0);
    });

    // Whether anything was decided at all.
    private static bool Agree(World world)
    {
        var (plan, verdicts) = (Plan(world), new Verdicts(world));

        (plan?.Refusal is not null || plan is null).ShouldBe(verdicts.Refused);
        plan ??= new();
        plan.Groups.Select(group => group.Name).ShouldBe(verdicts.Groups, ignoreOrder: true);
        Removed(plan, "launch template ").ShouldBe(world.Templates.Where(template => verdicts.Templates.Contains(template.Id)).Select(template => template.Name), ignoreOrder: true);
        plan.Images.Select(image => image.Id.Value).ShouldBe(verdicts.Images, ignoreOrder: true);
        return !verdicts.Refused;
    }

    // Where live traffic goes is unclear in some of them: that refuses too.
    private static PrunePlan? Plan(World world)
    {
        try
        {
            return PrunePlan.Of(AsRead.Of(world), AsRead.Terms(world));
        }
        catch (Problem)
        {
            return null;
        }
    }

    private static IEnumerable<string> Removed(PrunePlan plan, string kind) => plan.Decisions
        .Where(decision => !decision.Keep && decision.What.StartsWith(kind, StringComparison.Ordinal)).Select(decision => decision.What[kind.Length..]);
}
