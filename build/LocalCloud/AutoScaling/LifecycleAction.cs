namespace Bundt.LocalCloud.AutoScaling;

/// <summary>An instance held by a hook.</summary>
/// <param name="HookName">The hook.</param>
/// <param name="Token">Names this action.</param>
/// <param name="DefaultResult">The result when nobody answers in time.</param>
/// <param name="Expires">When the default result is taken (UTC).</param>
/// <param name="Latest">Until when heartbeats can put that off (UTC).</param>
/// <param name="Result"><c>CONTINUE</c>, <c>ABANDON</c>, or null while it waits.</param>
public sealed record LifecycleAction(
    string HookName, Guid Token, string DefaultResult, DateTimeOffset Expires, DateTimeOffset Latest, string? Result = null)
{
    /// <summary>The result, given or by timeout, or null while it waits.</summary>
    public string? ResultAt(DateTimeOffset now) => Result ?? (now >= Expires ? DefaultResult : null);

    /// <summary>The action with its timeout begun anew.</summary>
    public LifecycleAction Prolonged(DateTimeOffset now, int seconds)
    {
        var until = now.AddSeconds(seconds);
        return this with { Expires = until < Latest ? until : Latest };
    }

    /// <summary>Why an instance is given up after this action, as AWS words it.</summary>
    public string Sentence(DateTimeOffset now) =>
        $"Instance failed to complete user's Lifecycle Action: Lifecycle Action with token {Token} was abandoned: "
        + (Result is null && now >= Expires ? "Heartbeat Timeout" : "Lifecycle Action Completed with ABANDON Result");
}
