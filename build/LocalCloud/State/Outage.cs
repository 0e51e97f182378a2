namespace Bundt.LocalCloud.State;

/// <summary>A time in which the server was not there although nobody had stopped it.</summary>
/// <param name="LastSeen">When it was last known to run (UTC), to the second.</param>
/// <param name="Back">When it was started again (UTC).</param>
public sealed record Outage(DateTimeOffset LastSeen, DateTimeOffset Back)
{
    /// <summary>How long it was gone, in seconds, at most.</summary>
    public double Seconds => Math.Round((Back - LastSeen).TotalSeconds, 1);
}
