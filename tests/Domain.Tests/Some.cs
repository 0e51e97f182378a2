using Bundt.Domain.Images;
using Bundt.Domain.Releases;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Tests;

/// <summary>Ordinary facts of an environment <c>web</c> in <c>prod</c>; a test says only what is special about its own.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    public static readonly ImageId Ami = new("ami-1");
    public static readonly TargetGroup Blue = new("web-prod-blue", "arn:blue", new("http://lb:8081"));
    public static readonly TargetGroup Green = new("web-prod-green", "arn:green", new("http://lb:8082"));

    public static ReleaseVersion Version(string text) => ReleaseVersion.Parse(text);

    public static Routing Routing(int blue = 1, int green = 0, int elsewhere = 0)
    {
        var weights = new Dictionary<string, int> { [Blue.Arn] = blue, [Green.Arn] = green, ["arn:elsewhere"] = elsewhere };
        return new("arn:listener", new("http://lb"), weights, Blue, Green, "forward");
    }

    public static Fleet Fleet(params ServerGroup[] groups) => new(groups, Routing());

    /// <summary>The same while live traffic is divided.</summary>
    public static Fleet Divided(int blue, int green, params ServerGroup[] groups) => new(groups, Routing(blue, green));

    public static ServerGroup Group(string release, int day = 0, TargetGroup? on = null, int desired = 2, params (string Key, string Value)[] tags) => new()
    {
        Name = Names.Group("web", "prod", Version(release), 1),
        Min = desired,
        Max = desired * 2,
        Desired = desired,
        Created = Monday.AddDays(day),
        TargetGroups = on is null ? [] : [on.Arn],
        Servers = [.. Enumerable.Range(1, desired).Select(number => Server($"i-{release}-{number}"))],
        Tags = Tags([(Names.App, "web"), (Names.Env, "prod"), (Names.Release, $"v{release}"), .. tags]),
    };

    public static ServerGroup Retired(string release, int day = 0, params (string Key, string Value)[] tags) => Group(release, day, desired: 0, tags: tags);

    public static Server Server(string id, string lifecycle = "InService", bool healthy = true) => new(id, "eu-west-1a", lifecycle, healthy, Ami);

    public static TargetHealth Healthy(string server) => Health(server, "healthy");

    public static TargetHealth Health(string server, string state) => new(server, state, null, null);

    public static Probe Answer(string version = "1.4.2", string commit = "abc", string? server = "i-1", int status = 200) =>
        new(status, version, commit, server, null, TimeSpan.FromMilliseconds(5));

    public static Probe Silence(string why = "did not answer within 2 s") => new(null, null, null, null, why, TimeSpan.FromSeconds(2));

    public static IReadOnlyDictionary<string, string> Tags(params (string Key, string Value)[] tags) =>
        tags.ToDictionary(tag => tag.Key, tag => tag.Value);
}
