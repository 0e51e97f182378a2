namespace Bundt.Domain.Notices;

/// <summary>What others are told of a run.</summary>
public enum NoticeKind
{
    /// <summary>It begins to change something.</summary>
    Start,

    /// <summary>New servers are verified, and wait for a person to decide.</summary>
    Gate,

    /// <summary>It has changed something, and all went well.</summary>
    Success,

    /// <summary>Live traffic had moved and was taken back.</summary>
    Return,

    /// <summary>It failed, or was stopped.</summary>
    Failure,
}
