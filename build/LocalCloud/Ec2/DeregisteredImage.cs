namespace Bundt.LocalCloud.Ec2;

/// <summary>An image that is gone, and whose id is still known for an hour.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was deregistered (UTC).</param>
public sealed record DeregisteredImage(string Id, DateTimeOffset At)
{
    /// <summary>How long its id is known: AWS says "eventually".</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromHours(1);
}
