using Bundt.Scenarios.Load;

namespace Bundt.LocalCloud.Tests.Failing;

/// <summary>A server's failing; the times are those of the load.</summary>
/// <param name="How">In words.</param>
/// <param name="Detection">How long its health checks may take to find out.</param>
/// <param name="Begins">When it begins.</param>
/// <param name="Found">When the load balancer stopped sending it requests.</param>
/// <param name="Drained">When the last request that it had was answered or given up.</param>
/// <param name="Replaced">When it was gone and the group had as many healthy servers as before.</param>
public sealed record Breakdown(string How, TimeSpan Detection, TimeSpan Begins, TimeSpan Found, TimeSpan Drained, TimeSpan Replaced)
{
    /// <summary>Whether a request was on its way while the server failed and could still have it.</summary>
    public bool Meets(Answer answer) => answer.Due + answer.Latency >= Begins && answer.Due <= Drained;

    /// <summary>Whether a request was on its way when it began.</summary>
    public bool Interrupts(Answer answer) => answer.Due < Begins && answer.Due + answer.Latency >= Begins;
}
