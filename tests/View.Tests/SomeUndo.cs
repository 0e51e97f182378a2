using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.View.Reports;

namespace Bundt.View.Tests;

/// <summary>The way back from v1.5.0 to v1.4.2.</summary>
internal static class SomeUndo
{
    private const string Command = "./build.sh --target=Rollback --env=prod";
    private static readonly RollbackWay Warm = new(["web-prod-v1-4-2-1 has 6 of 6 servers healthy (6 needed)", "its deadline action is set"], [])
    {
        Takes = new(TimeSpan.FromSeconds(0.4), InThisRun: true),
        Until = new(2026, 3, 2, 15, 32, 0, TimeSpan.FromHours(1)),
    };

    private static readonly RollbackWay Cold = new(["image ami-1 is available", "needs neither Packer nor git"], []) { Takes = new(TimeSpan.FromSeconds(38), InThisRun: true) };

    public static Undo WhereAllIsThere { get; } = Of(Warm, Cold);

    public static Undo WhereTheImageIsGone { get; } = Of(Warm with { Until = null }, new(["launch template lt-1 version 3 is there"], ["image ami-1 is gone, and no server can be launched from it"]));

    public static Undo WhereTheServersAreGone { get; } = Of(new([], ["web-prod-v1-4-2-1 has no servers any more", "live has 6 servers"]), Cold with { Takes = new(TimeSpan.FromSeconds(41.26), InThisRun: false) });

    public static Undo WhereNobodyHasMeasured { get; } = Of(Warm with { Takes = null }, Cold with { Takes = null });

    public static Undo OfAFirstRelease { get; } = new(RollbackReceipt.Of(new(new Fleet([First], Routing)), ReleaseEnvironment.Unwritten("prod", "eu-west-1", null)), null);

    private static TargetGroup Blue => new("web-prod-blue", "arn:blue", new("http://lb:8081"));

    private static TargetGroup Green => new("web-prod-green", "arn:green", new("http://lb:8082"));

    private static Routing Routing => new("arn:listener", new("http://lb"), new Dictionary<string, int> { ["arn:blue"] = 1 }, Blue, Green, "forward");

    private static ServerGroup First => new() { Name = "web-prod-v1-0-0-1", Min = 2, Max = 4, Desired = 2, TargetGroups = ["arn:blue"], Tags = new Dictionary<string, string> { [Names.Release] = "v1.0.0" } };

    private static Undo Of(RollbackWay warm, RollbackWay cold) => new(new("v1.4.2", "--target=Rollback", warm, cold) { Watch = TimeSpan.FromSeconds(5) }, Command);
}
