namespace Bundt.Cloud.Notices;

/// <summary>What an incoming webhook of Slack takes (Slack API, "Sending messages using incoming webhooks").</summary>
/// <param name="Text">The message.</param>
internal sealed record SlackMessage(string Text)
{
    /// <summary>The message of a text, in which nothing is markup (Slack API, "Formatting text": these three are escaped).</summary>
    public static SlackMessage Of(string text) => new(
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal));
}
