namespace Bundt.View.Tests;

/// <summary>An environment with a live and a warm group, and one of the team's old way.</summary>
internal static class SomeStatus
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static readonly GroupStatus Live = new("web-prod-v1-5-0-1", "v1.5.0", "def", "ami-2", "live", 2, 2, null, Monday.AddDays(1));

    public static readonly GroupStatus Warm = new("web-prod-v1-4-2-1", "v1.4.2", "abc", "ami-1", "warm", 2, 2, Monday.AddDays(1).AddHours(1), Monday);

    public static readonly GroupStatus Stranger = new("legacy [old]", null, null, null, "idle", 0, 1, null, Monday.AddDays(-1));

    public static EnvironmentStatus Of(params GroupStatus[] groups) => new("web", "prod", new("http://lb"), groups.FirstOrDefault(group => group.State == "live"), groups);
}
