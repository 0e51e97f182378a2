namespace Bundt.Domain.Environments;

/// <summary>How live traffic moves to new servers.</summary>
public enum TrafficStrategy
{
    /// <summary>All of it at once.</summary>
    BlueGreen,

    /// <summary>A growing part of it, looked at in between.</summary>
    Canary,
}
