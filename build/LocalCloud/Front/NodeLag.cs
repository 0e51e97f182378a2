using System.Globalization;

namespace Bundt.LocalCloud.Front;

/// <summary>How much later than the first node of a load balancer its second one learns of a change.</summary>
public sealed class NodeLag
{
    private long _ticks = TimeSpan.FromMilliseconds(50).Ticks;

    /// <summary>The lag from <c>LOCALCLOUD_NODE_LAG</c> (seconds), else 50 ms.</summary>
    public static NodeLag From(Func<string, string?> environment) =>
        double.TryParse(environment("LOCALCLOUD_NODE_LAG"), CultureInfo.InvariantCulture, out var seconds) && seconds >= 0
            ? new NodeLag { Value = TimeSpan.FromSeconds(seconds) }
            : new NodeLag();

    /// <summary>The lag of changes from now on.</summary>
    public TimeSpan Value
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));
        set => Interlocked.Exchange(ref _ticks, value.Ticks);
    }
}
