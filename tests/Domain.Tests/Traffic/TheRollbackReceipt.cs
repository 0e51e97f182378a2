using Bundt.Domain.Environments;
using Bundt.Domain.Images;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Tests.Traffic;

/// <summary>After v1.5.0 has taken over from v1.4.2, in an environment of at most four servers whose watch takes five seconds.</summary>
public static class TheRollbackReceipt
{
    private static readonly DateTimeOffset Until = Some.Monday.AddHours(4);
    private static readonly ServerGroup Warm = Some.Group("1.4.2", day: 1, on: Some.Green) with { Suspended = ["AlarmNotification"], LaunchTemplate = "lt-1", LaunchTemplateVersion = "3" };
    private static readonly ServerGroup Retired = Warm with { Min = 0, Max = 0, Desired = 0, Servers = [], TargetGroups = [] };
    private static readonly ServerGroup Live = Some.Group("1.5.0", day: 2, on: Some.Blue, tags: (Names.Replaces, Warm.Name));
    private static readonly Image Ami = new(Some.Ami, "web-v1.4.2-0123456789ab", "available", Some.Monday, [], Some.Tags((Names.Release, "v1.4.2")));

    private static RollbackFacts Facts(params ServerGroup[] groups) => new(Some.Fleet(groups))
    {
        Health = [.. groups.SelectMany(group => group.Servers).Select(server => Some.Healthy(server.Id))],
        Deadline = Until,
        LaunchedFrom = Some.Ami,
        Image = Ami,
        Move = new(TimeSpan.FromSeconds(0.4), InThisRun: true),
        Launch = new(TimeSpan.FromSeconds(37.6), InThisRun: true),
    };

    private static RollbackReceipt Receipt(RollbackFacts facts, BakedElsewhere? from = null)
    {
        var environment = ReleaseEnvironment.Unwritten("prod", "eu-west-1", null);
        return RollbackReceipt.Of(facts, environment with
        {
            Application = new() { Name = "web", Checkout = "../web" },
            Bake = environment.Bake with { From = from },
            Servers = environment.Servers with { Min = 2, Max = 4 },
            Swap = environment.Swap with { Watch = TimeSpan.FromSeconds(5) },
        });
    }

    private static ServerGroup With(ServerGroup group, params (string Key, string Value)[] tags) =>
        group with { Tags = group.Tags.Concat(tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value))).ToDictionary() };

    private static ServerGroup OfTheTeam(ServerGroup group) => group with { Tags = new Dictionary<string, string>(), Suspended = [] };

    public sealed class When_all_of_it_is_there
    {
        private readonly RollbackReceipt _receipt = Receipt(Facts(Live, Warm));

        [Fact]
        public void Should_Name_The_Release_And_The_Way() =>
            (_receipt.To, _receipt.Options, _receipt.Nothing, _receipt.Watch).ShouldBe(("v1.4.2", "--target=Rollback", null, TimeSpan.FromSeconds(5)));

        [Fact]
        public void Should_Say_What_The_Warm_Way_Needs_And_How_Long_It_Is_There()
        {
            _receipt.Warm.IsOpen.ShouldBeTrue();
            _receipt.Warm.There.ShouldBe(["web-prod-v1-4-2-1 has 2 of 2 servers healthy (2 needed)", "its deadline action is set"]);
            (_receipt.Warm.Takes!.Took, _receipt.Warm.Until).ShouldBe((TimeSpan.FromSeconds(0.4), Until));
        }

        [Fact]
        public void Should_Say_What_The_Cold_Way_Needs_And_That_It_Takes_The_Launch_And_The_Move()
        {
            _receipt.Cold.IsOpen.ShouldBeTrue();
            _receipt.Cold.There.ShouldBe(["image ami-1 is available", "launch template lt-1 version 3 is there", "needs neither Packer nor git"]);
            _receipt.Cold.Takes.ShouldBe(new Measured(TimeSpan.FromSeconds(38), InThisRun: true));
        }
    }

    public sealed class When_the_warm_way_lacks_something
    {
        [Fact]
        public void Should_Say_That_Nothing_Is_Warm_Any_More()
        {
            var receipt = Receipt(Facts(Live, Retired));

            receipt.Warm.Missing.ShouldBe(["web-prod-v1-4-2-1 has no servers in web-prod-green any more"]);
            receipt.Cold.IsOpen.ShouldBeTrue();
        }

        [Fact]
        public void Should_Not_Count_Servers_That_Are_Attached_To_Nothing() => Receipt(Facts(Live, Warm with { TargetGroups = [] })).Warm.IsOpen.ShouldBeFalse();

        [Fact]
        public void Should_Say_How_Many_Healthy_Servers_There_Are_And_What_A_Rollback_Does_Then()
        {
            var warm = Receipt(Facts(Live, Warm) with { Health = [Some.Healthy("i-1.4.2-1"), Some.Health("i-1.4.2-2", "unhealthy")] }).Warm;

            warm.Missing.ShouldBe(["web-prod-v1-4-2-1 has 1 of 2 servers healthy, and 2 are needed: a rollback waits for the others; --now does not"]);
            (warm.Takes, warm.Until).ShouldBe((null, Until));
        }

        [Fact]
        public void Should_Not_Offer_To_Move_To_None() => Receipt(Facts(Live, Warm) with { Health = [] }).Warm.Missing.ShouldBe(
            ["web-prod-v1-4-2-1 has 0 of 2 servers healthy, and 2 are needed: a rollback waits for the others"]);

        [Fact]
        public void Should_Say_That_Live_Has_More_Servers_By_Then() => Receipt(Facts(Live with { Desired = 4 }, Warm)).Warm.Missing.ShouldBe(
            ["web-prod-v1-4-2-1 has 2 of 2 servers healthy, and 4 are needed: a rollback launches 2 more, and waits for them; --now does not"]);

        [Fact]
        public void Should_Say_That_A_Rollback_Is_Refused_While_Live_Has_More_Servers_Than_The_File_Allows()
        {
            var receipt = Receipt(Facts(Live with { Desired = 6 }, Warm));

            foreach (var way in new[] { receipt.Warm, receipt.Cold })
                way.Missing[^1].ShouldBe("web-prod-v1-5-0-1 has 6 servers, more than servers.max = 4 allows: raise that, or go back with --now");
        }

        [Fact]
        public void Should_Warn_Of_What_Is_To_End_It_Too_Late_Or_Too_Early()
        {
            var warm = Receipt(Facts(Live, Warm with { Suspended = [] }) with { Deadline = null }).Warm;

            warm.IsOpen.ShouldBeTrue();
            warm.Until.ShouldBeNull();
            warm.There.Skip(1).ShouldBe(["ATTENTION: it has no deadline action, and costs until the next Deploy retires it", "ATTENTION: its alarms may shrink it before"]);
        }
    }

    public sealed class When_the_cold_way_lacks_something
    {
        [Fact]
        public void Should_Say_That_The_Image_Is_Gone()
        {
            var receipt = Receipt(Facts(Live, Warm) with { Image = null });

            receipt.Warm.IsOpen.ShouldBeTrue("its servers run");
            receipt.Cold.Missing.ShouldBe(["image ami-1 is gone, and no server can be launched from it: --target=Release --release=1.4.2 bakes it again from its tag"]);
            receipt.Cold.Takes.ShouldBeNull();
        }

        [Fact]
        public void Should_Say_Who_Has_To_Give_The_Image_Again_Where_Nothing_Is_Baked() =>
            Receipt(Facts(Live, Warm) with { Image = null }, new() { Owner = "210987654321" }).Cold.Missing.Single().ShouldEndWith(
                "and no server can be launched from it: it comes from account 210987654321, which has to share it again");

        [Fact]
        public void Should_Say_That_The_Image_Is_Not_To_Be_Launched() =>
            Receipt(Facts(Live, Warm) with { Image = Ami with { State = "disabled" } }).Cold.Missing.Single().ShouldStartWith("image ami-1 is disabled, and no server can be launched from it: ");

        [Fact]
        public void Should_Say_That_The_Launch_Template_Is_Gone_And_What_The_Image_Is_Good_For_Then() =>
            Receipt(Facts(Live, Warm) with { LaunchedFrom = null }).Cold.Missing.ShouldBe(
                ["launch template lt-1 version 3 is gone, and web-prod-v1-4-2-1 launches nothing any more: once you have removed that group, --target=Rollback --to=1.4.2 launches a new one from image ami-1"]);

        [Fact]
        public void Should_Say_That_Both_Are_Gone() => Receipt(Facts(Live, Warm) with { LaunchedFrom = null, Image = null }).Cold.Missing.ShouldBe(
            ["launch template lt-1 version 3 is gone, and no image of v1.4.2 is there: --target=Release --release=1.4.2 bakes it again from its tag"]);

        [Fact]
        public void Should_Name_A_Launch_Configuration() => Receipt(Facts(Live, Warm with { LaunchTemplate = null, LaunchConfiguration = "web-prod-v1-4-2-1" })).Cold.There.ShouldContain(
            "launch configuration web-prod-v1-4-2-1 is there");
    }

    public sealed class When_the_group_before_is_the_teams_own
    {
        [Fact]
        public void Should_Go_Back_To_It_While_Its_Servers_Are_There_And_Never_Launch_Any()
        {
            var receipt = Receipt(Facts(Live, OfTheTeam(Warm)) with { Deadline = null, LaunchedFrom = null, Image = null });

            (receipt.To, receipt.Options).ShouldBe((Warm.Name, "--target=Rollback"));
            receipt.Warm.There.ShouldBe(["web-prod-v1-4-2-1 has 2 of 2 servers healthy (2 needed)", "Bundt did not make it, and sets it no deadline"]);
            receipt.Cold.Missing.ShouldBe(["Bundt did not make web-prod-v1-4-2-1, and launches no servers in it: attach and scale it yourself first"]);
        }

        [Fact]
        public void Should_Not_Promise_To_Launch_What_It_Lacks() => Receipt(Facts(Live with { Desired = 3 }, OfTheTeam(Warm))).Warm.Missing.Single().ShouldContain("waits for the others");
    }

    public sealed class When_the_group_before_is_not_to_be_had
    {
        [Fact]
        public void Should_Say_That_The_First_Release_Has_Nothing_To_Go_Back_To()
        {
            var receipt = Receipt(Facts(Some.Group("1.0.0", on: Some.Blue)));

            (receipt.To, receipt.Options).ShouldBe((null, null));
            receipt.Nothing.ShouldBe(
                "web-prod-v1-0-0-1 replaced nothing. What is wrong with it is put right by a release that is mended; --target=Rollback --to=VERSION launches another one whose image is there.");
        }

        [Fact]
        public void Should_Launch_It_Anew_From_Its_Image()
        {
            var receipt = Receipt(Facts(Live));

            (receipt.To, receipt.Options).ShouldBe(("v1.4.2", "--target=Rollback --to=1.4.2"));
            receipt.Warm.Missing.ShouldBe(["web-prod-v1-4-2-1, which web-prod-v1-5-0-1 replaced, is gone, and its servers with it"]);
            receipt.Cold.There.ShouldBe(["image ami-1 is available", "a new group is launched from it", "needs neither Packer nor git"]);
            receipt.Cold.Takes!.Took.ShouldBe(TimeSpan.FromSeconds(38));
        }

        [Fact]
        public void Should_Take_One_That_Is_Being_Deleted_For_Gone() => Receipt(Facts(Live, Warm with { Deleting = true })).Options.ShouldBe("--target=Rollback --to=1.4.2");

        [Fact]
        public void Should_Say_That_Nothing_Is_Left_Of_It() => Receipt(Facts(Live) with { Image = null }).Nothing.ShouldBe(
            "web-prod-v1-4-2-1, which web-prod-v1-5-0-1 replaced, is gone, and this account has no image of it. --target=Rollback --to=VERSION launches another release whose image is there.");

        [Fact]
        public void Should_Name_A_Release_That_Traffic_Was_Taken_Back_From() =>
            Receipt(Facts(Live, With(Warm, (Names.RolledBack, "by me")))).Options.ShouldBe("--target=Rollback --to=1.4.2");

        [Theory]
        [InlineData("web-prod-v1-4-0-rc-1-1", "ami-rc.1")]
        [InlineData("web-prod-v1-4-0-1", "ami-final")]
        [InlineData("web-prod-v1-4-2-7", "ami-new")]
        [InlineData("web-prod-v1-4-3-1", null)]
        [InlineData("legacy", null)]
        public void Should_Find_The_Image_Of_A_Group_That_Is_Gone_By_Its_Name(string group, string? image)
        {
            Image[] images =
            [
                Of("ami-rc.1", "v1.4.0-rc.1", 0), Of("ami-final", "v1.4.0", 1), Of("ami-old", "v1.4.2", 2), Of("ami-new", "v1.4.2", 3), Of("ami-newest", "v1.4.2", 4) with { State = "pending" },
                Of("ami-untagged", "", 5),
            ];

            var found = RollbackReceipt.ImageOf(group, images, ReleaseEnvironment.Unwritten("prod", "eu-west-1", null) with { Application = new() { Name = "web", Checkout = "" } });

            (found?.Id.Value).ShouldBe(image);
        }

        private static Image Of(string id, string release, int day) => new(new(id), id, "available", Some.Monday.AddDays(day), [], Some.Tags((Names.Release, release)));
    }

    public sealed class When_nobody_has_measured
    {
        [Fact]
        public void Should_Promise_No_Time()
        {
            var receipt = Receipt(Facts(Live, Warm) with { Launch = null });

            receipt.Warm.Takes.ShouldNotBeNull();
            receipt.Cold.Takes.ShouldBeNull();
        }

        [Theory]
        [InlineData(true, true, true)]
        [InlineData(true, false, false)]
        [InlineData(false, true, false)]
        public void Should_Not_Call_A_Time_This_Runs_That_Is_So_In_Part(bool launch, bool move, bool sum) =>
            Measured.Sum(new(TimeSpan.FromSeconds(1), launch), new(TimeSpan.FromSeconds(2), move)).ShouldBe(new Measured(TimeSpan.FromSeconds(3), sum));
    }
}
