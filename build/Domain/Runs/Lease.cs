using System.Globalization;

namespace Bundt.Domain.Runs;

/// <summary>The right of one run to change one environment of an application, for a while; a run that goes on renews it. All times are UTC by wall clock.</summary>
/// <param name="App">The application.</param>
/// <param name="Env">The environment.</param>
/// <param name="Owner">Whose run it is: <c>user@host</c>.</param>
/// <param name="Run">The run's id.</param>
/// <param name="Target">What the run is for, such as <c>Release</c>.</param>
/// <param name="Taken">When the run took it.</param>
/// <param name="Heartbeat">When the run renewed it last.</param>
/// <param name="Expires">When it ends unless the run renews it before.</param>
public sealed record Lease(string App, string Env, string Owner, string Run, string Target, DateTimeOffset Taken, DateTimeOffset Heartbeat, DateTimeOffset Expires)
{
    // How much of its time is left out for a clock that is wrong, and for a write that is on its way.
    private const int Margin = 6;

    // How often within its time it is renewed.
    private const int Beats = 3;

    /// <summary>A lease that is taken now.</summary>
    /// <param name="holder">Who takes it, and of what.</param>
    /// <param name="now">The time.</param>
    /// <param name="expiry">How long it lasts when it is not renewed.</param>
    public static Lease Begin(LeaseHolder holder, DateTimeOffset now, TimeSpan expiry) =>
        new(holder.App, holder.Env, holder.Owner, holder.Run, holder.Target, now, now, now + expiry);

    /// <summary>The time between two renewals.</summary>
    public static TimeSpan Beat(TimeSpan expiry) => expiry / Beats;

    /// <summary>The same lease, held for longer.</summary>
    public Lease Renewed(DateTimeOffset now, TimeSpan expiry) => this with { Heartbeat = now, Expires = now + expiry };

    /// <summary>Whether another run may take it.</summary>
    public bool IsExpired(DateTimeOffset now) => now >= Expires;

    /// <summary>Whether its own run may still begin a write: some time before it expires it may not, since clocks differ and a write takes time.</summary>
    public bool AllowsWrite(DateTimeOffset now) => now < Expires - ((Expires - Heartbeat) / Margin);

    /// <summary>What a run that wants it is to do about it.</summary>
    /// <param name="found">The lease as it is stored, or null when there is none.</param>
    /// <param name="run">The run that wants it.</param>
    /// <param name="now">The time.</param>
    /// <param name="byForce">Whether it is to be taken from a run that holds it.</param>
    public static LeaseClaim ClaimOf(Lease? found, string run, DateTimeOffset now, bool byForce) => found switch
    {
        null => LeaseClaim.Take,
        _ when found.Run == run => LeaseClaim.Hold,
        _ when byForce || found.IsExpired(now) => LeaseClaim.TakeOver,
        _ => LeaseClaim.Leave,
    };

    /// <summary>Who holds it, since when, and until when unless it is renewed: for a person.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Owner} ({Target}, run {Run}) since {Taken:HH:mm:ss}, until {Expires:HH:mm:ss} UTC unless it goes on");
}
