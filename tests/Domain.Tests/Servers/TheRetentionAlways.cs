using Bundt.Domain.Images;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using CsCheck;

namespace Bundt.Domain.Tests.Servers;

/// <summary>What holds of retention whatever the fleet looks like.</summary>
public static class TheRetentionAlways
{
    private static readonly Gen<int> Retain = Gen.Int[0, 6];

    private static readonly Gen<Fleet> Fleets = Gen.Select(
        Gen.Int[0, 3], Gen.Bool, Gen.OneOfConst<TargetGroup?>(null, null, Some.Blue, Some.Green), Gen.Int[0, 9],
        (desired, failed, on, replaces) => (desired, failed, on, replaces))
        .Array[0, 10]
        .Select(facts => new Fleet([.. facts.Select((fact, index) => Some.Group(
            $"1.{index}.0", day: index, on: fact.on, desired: fact.desired,
            tags: [(Names.Replaces, Some.Group($"1.{fact.replaces}.0").Name), .. fact.failed ? [(Names.Failed, "sick")] : Array.Empty<(string, string)>()]))],
            Some.Routing()));

    private static readonly Gen<(Image[] Images, ILookup<ImageId, ImageUse> References)> Stock = Gen.Select(
        Gen.Select(Gen.Bool, Gen.Int[0, 5], (kept, day) => (kept, day)).Array[0, 12], Gen.Int[0, 11].Array[0, 5],
        (facts, used) => (
            facts.Select((fact, index) => new Image(
                new($"ami-{index}"), $"web-{index}", "available", Some.Monday.AddDays(fact.day), [],
                fact.kept ? Some.Tags((Names.Keep, "")) : Some.Tags())).ToArray(),
            used.Select(index => new ImageUse(new($"ami-{index}"), "i-1", "i-1")).ToLookup(use => use.Image)));

    public sealed class Of_Groups
    {
        [Fact]
        public void Rule_25_Should_Keep_Live_And_Its_Predecessor() => Gen.Select(Fleets, Retain).Sample((fleet, retain) =>
        {
            var removed = Removed(fleet, retain);

            removed.ShouldNotContain(fleet.Live?.Name);
            removed.ShouldNotContain(fleet.Live?.Tags[Names.Replaces]);
            removed.ShouldAllBe(name => !fleet.Find(name)!.TargetGroups.Contains(fleet.Routing.Live.Arn));
        });

        [Fact]
        public void Should_Keep_At_Least_The_Number_Asked_For() => Gen.Select(Fleets, Retain).Sample((fleet, retain) =>
        {
            var removed = Removed(fleet, retain);
            var good = fleet.Groups.Where(group => !group.HasFailed).Select(group => group.Name).ToList();

            good.Except(removed).Count().ShouldBeGreaterThanOrEqualTo(Math.Min(retain, good.Count));
        });

        [Fact]
        public void Should_Remove_Nothing_More_The_Second_Time() => Gen.Select(Fleets, Retain).Sample((fleet, retain) =>
        {
            var removed = Removed(fleet, retain);

            Removed(fleet with { Groups = [.. fleet.Groups.Where(group => !removed.Contains(group.Name))] }, retain).ShouldBeEmpty();
        });

        [Fact]
        public void Should_Decide_About_Each_Once_And_Say_Why() => Gen.Select(Fleets, Retain).Sample((fleet, retain) =>
        {
            var decisions = Retention.Groups(fleet, "web", "prod", retain);

            decisions.Select(decision => decision.What).ShouldBe(fleet.Groups.Select(group => group.Name), ignoreOrder: true);
            decisions.ShouldAllBe(decision => decision.Why.Length > 0);
        });

        [Fact]
        public void Should_Retire_Only_What_Is_Kept_And_Not_Live() => Gen.Select(Fleets, Retain).Sample((fleet, retain) =>
        {
            var decisions = Retention.Groups(fleet, "web", "prod", retain);
            var retired = Retention.ToRetire(fleet, decisions).Select(group => group.Name).ToList();

            retired.ShouldNotContain(fleet.Live?.Name);
            retired.ShouldBeSubsetOf(decisions.Where(decision => decision.Keep).Select(decision => decision.What));
        });

        private static List<string> Removed(Fleet fleet, int retain) =>
            [.. Retention.Groups(fleet, "web", "prod", retain).Where(decision => !decision.Keep).Select(decision => decision.What)];
    }

    public sealed class Of_Images
    {
        [Fact]
        public void Rule_26_Should_Keep_What_Is_Referred_To_And_What_Is_Marked() => Gen.Select(Stock, Retain).Sample((stock, retain) =>
        {
            var removed = Removed(stock.Images, stock.References, retain);

            removed.ShouldAllBe(image => !stock.References.Contains(image.Id) && !image.Tags.ContainsKey(Names.Keep));
        });

        [Fact]
        public void Should_Keep_At_Least_The_Number_Asked_For() => Gen.Select(Stock, Retain).Sample((stock, retain) =>
            (stock.Images.Length - Removed(stock.Images, stock.References, retain).Count).ShouldBeGreaterThanOrEqualTo(Math.Min(retain, stock.Images.Length)));

        [Fact]
        public void Should_Remove_Nothing_More_The_Second_Time() => Gen.Select(Stock, Retain).Sample((stock, retain) =>
        {
            var left = stock.Images.Except(Removed(stock.Images, stock.References, retain)).ToArray();

            Removed(left, stock.References, retain).ShouldBeEmpty();
        });

        private static List<Image> Removed(Image[] images, ILookup<ImageId, ImageUse> references, int retain)
        {
            var gone = Retention.Images(images, references, retain).Where(decision => !decision.Keep).Select(decision => decision.What).ToHashSet();
            return [.. images.Where(image => gone.Contains(image.Id.Value))];
        }
    }
}
