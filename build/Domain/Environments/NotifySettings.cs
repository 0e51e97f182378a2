using Bundt.Domain.Notices;

namespace Bundt.Domain.Environments;

/// <summary>Who is told of runs. The URL of a webhook lets anybody in who knows it: it is in an environment variable, and here stands its name.</summary>
public sealed record NotifySettings
{
    /// <summary>The name of the environment variable that holds the URL of an incoming webhook of Slack, or of one that takes the same; null for none.</summary>
    public string? Slack { get; init; }

    /// <summary>The name of the environment variable that holds the URL that is sent the whole notice as JSON; null for none.</summary>
    public string? Json { get; init; }

    /// <summary>What is told.</summary>
    public IReadOnlyList<NoticeKind> Events { get; init; } = Enum.GetValues<NoticeKind>();

    /// <summary>The names of the variables that hold the webhooks' URLs.</summary>
    public IEnumerable<string> Variables => new[] { Slack, Json }.OfType<string>();
}
