using Bundt.Domain.Experiments;

namespace Bundt.Domain.Environments;

/// <summary>What an environment file has to say of Chaos, where it says anything.</summary>
internal static class ChaosRules
{
    public static IEnumerable<EnvironmentRule> Of(ReleaseEnvironment environment) => environment.Chaos is not { } chaos ? [] :
    [
        new("chaos.hours", chaos.Hours, AllowedHours.IsSpan(chaos.Hours), "from and to, such as 09:00-17:00"),
        new("chaos.days", chaos.Days, AllowedHours.AreDays(chaos.Days), "days such as MON-FRI or MON,WED,FRI"),
        new("chaos.timeZone", chaos.TimeZone, TimeZoneInfo.TryFindSystemTimeZoneById(chaos.TimeZone, out _), "a time zone that this computer knows, such as Europe/Berlin"),
        new("chaos.probability", chaos.Probability, chaos.Probability is >= 0 and <= 1, "0 to 1"),
        new("chaos.kinds", "", chaos.Kinds.Count > 0, "at least one kind"),
        .. chaos.Kinds.Select(kind => new EnvironmentRule("chaos.kinds", Strike.Word(kind), environment.IsLocal || ChaosSettings.Everywhere.Contains(kind),
            $"one of {string.Join(", ", ChaosSettings.Everywhere.Select(Strike.Word))}: the others are faults of the local cloud, and this environment is not there")),
        new("chaos.minHealthy", chaos.MinHealthy, chaos.MinHealthy is null or >= 1, "at least 1"),
        EnvironmentRules.Positive("chaos.deadline", chaos.Deadline),
    ];
}
