using Bundt.Domain.Images;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Domain.Plans;

/// <summary>
/// What a plan rests on, in words that change when the fact does. What AWS changes by itself all the time (which servers a group has, and how
/// healthy they are) is no part of it: it is looked at when it matters.
/// </summary>
public static class Facts
{
    /// <summary>The live rule and the two target groups.</summary>
    public static IEnumerable<Fact> Of(Routing routing) =>
    [
        new("live rule", $"{routing.Rule}: {routing.Actions}"),
        new("target groups", $"blue is {routing.Blue.Arn}, green is {routing.Green.Arn}"),
    ];

    /// <summary>A server group: its sizes, its attachments, what it launches, what is suspended, and its tags.</summary>
    public static Fact Of(ServerGroup group) => new(
        $"server group {group.Name}",
        string.Join("; ",
        [
            $"{group.Min} to {group.Max} servers, {group.Desired} desired", $"attached to {Listed(group.TargetGroups)}",
            $"from {group.LaunchTemplate ?? group.LaunchConfiguration} {group.LaunchTemplateVersion}".TrimEnd(), $"suspended {Listed(group.Suspended)}",
            $"tags {Listed(group.Tags.Select(tag => $"{tag.Key}={tag.Value}"))}{(group.Deleting ? "; being deleted" : "")}",
        ]));

    /// <summary>A server group of another application or environment: the release that it carries.</summary>
    public static Fact Elsewhere(ServerGroup group) => new($"server group {group.Name}", $"carries {group.Release?.Tag} in {group.Tags.GetValueOrDefault(Names.Env)}");

    /// <summary>An image: whether it is available, kept by a tag, and used.</summary>
    public static Fact Of(Image image, bool used) => new(
        $"image {image.Id}", $"{image.Name}, {image.State}, {(used ? "used" : "unused")}{(image.Tags.ContainsKey(Names.Keep) ? $", tagged {Names.Keep}" : "")}");

    private static string Listed(IEnumerable<string> all) => string.Join(", ", all.Order(StringComparer.Ordinal).DefaultIfEmpty("nothing"));
}
