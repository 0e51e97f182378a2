using System.Text.Json;

namespace Bundt.LocalCloud.AutoScaling;

/// <summary>Something that a group did or tried, as DescribeScalingActivities tells it.</summary>
public sealed record ScalingActivity
{
    /// <summary>Characters that AWS's model allows for a cause; those of many instances selected together are cut there.</summary>
    private const int LongestCause = 1023;

    /// <summary>Names it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The group's name.</summary>
    public required string GroupName { get; init; }

    /// <summary>The group's ARN.</summary>
    public required string GroupArn { get; init; }

    /// <summary>What is done.</summary>
    public required string Description { get; init; }

    /// <summary>Why: whole sentences, each with its time.</summary>
    public required string Cause { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>AWS's ScalingActivityStatusCode, such as <c>Successful</c> or <c>Failed</c>.</summary>
    public required string StatusCode { get; init; }

    /// <summary>Why it failed or was cancelled, as AWS words it.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>Percent.</summary>
    public int Progress { get; init; }

    /// <summary>JSON with the availability zone and the subnet; empty of an activity that is about no place.</summary>
    public required string Details { get; init; }

    /// <summary>An activity that begins now.</summary>
    public static ScalingActivity Begin(ScalingGroup group, string description, string cause, Place? place, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid(),
        GroupName = group.Name,
        GroupArn = group.Arn,
        Description = description,
        Cause = cause.Length > LongestCause ? cause[..LongestCause] : cause,
        StartTime = now,
        StatusCode = "InProgress",
        Details = JsonSerializer.Serialize(Where(place))
    };

    /// <summary>This activity, under way.</summary>
    public ScalingActivity At(string status, int progress) => this with { StatusCode = status, Progress = progress };

    /// <summary>This activity, at its end. A reason joins the description, as AWS has it.</summary>
    public ScalingActivity End(string status, DateTimeOffset now, string? reason = null) => this with
    {
        StatusCode = status,
        EndTime = now,
        Progress = 100,
        StatusMessage = reason,
        Description = reason is null ? Description : $"{Description}.  Status Reason: {reason}"
    };

    private static Dictionary<string, string> Where(Place? place) => place switch
    {
        null => [],
        { SubnetId: null } => new() { ["Availability Zone"] = place.Zone },
        _ => new() { ["Subnet ID"] = place.SubnetId, ["Availability Zone"] = place.Zone }
    };
}
