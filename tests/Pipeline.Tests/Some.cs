using Bundt.Domain;
using Bundt.Domain.Releases;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;
using Bundt.Pipeline.Entry;
using Bundt.Pipeline.Tests.Architecture;
using Cake.Core;
using NSubstitute;

namespace Bundt.Pipeline.Tests;

/// <summary>A run that releases the example environment's <c>shop</c> 1.5.0 to <c>prod</c>, and what it finds there.</summary>
internal static class Some
{
    public static readonly TargetGroup Blue = new("web-prod-blue", "arn:blue", new("http://lb:8081"));
    public static readonly TargetGroup Green = new("web-prod-green", "arn:green", new("http://lb:8082"));
    public static readonly Routing Routing = new("arn:listener", new("http://lb"), new Dictionary<string, int> { [Blue.Arn] = 1 }, Blue, Green, "forward");
    public static readonly ReleaseVersion Version = new(1, 5, 0);
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static ReleaseContext Run(Cancellation cancellation, string home, params string[] options)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home, "environments"));
        File.Copy(Path.Combine(House.Root, "build", "environments", "examples", "prod.yaml"), Path.Combine(folder.FullName, "prod.yaml"), overwrite: true);
        var line = CommandLine.Read(["--env=prod", $"--home={home}", .. options], Targets.Names);
        return new(Substitute.For<ICakeContext>(), new(line), cancellation, new FreeLease())
        {
            Release = Release.None.Tested("abc").Tagged(Version).InImage(new("ami-1")),
        };
    }

    public static Fleet Fleet(params ServerGroup[] groups) => new(groups, Routing);

    public static ServerGroup Group(string version, int day, TargetGroup? on = null) => new()
    {
        Name = Names.Group("shop", "prod", ReleaseVersion.Parse(version), 1),
        Min = on is null ? 0 : 2,
        Max = on is null ? 0 : 4,
        Desired = on is null ? 0 : 2,
        Created = Monday.AddDays(day),
        TargetGroups = on is null ? [] : [on.Arn],
        Tags = new Dictionary<string, string> { [Names.App] = "shop", [Names.Env] = "prod", [Names.Release] = $"v{version}" },
    };
}
