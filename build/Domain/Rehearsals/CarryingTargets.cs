namespace Bundt.Domain.Rehearsals;

/// <summary>A target group that live traffic goes to, at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Percent">How many percent of live traffic it gets.</param>
/// <param name="Healthy">How many healthy targets it has.</param>
public sealed record CarryingTargets(string Name, int Percent, int Healthy)
{
    /// <summary>How many it needs by rule 16: its share, by weight, of what the live group had at the start.</summary>
    /// <param name="whole">What the live group had: the larger of its minimum and its desired size.</param>
    public int Needs(int whole) => (int)Math.Ceiling(whole * Percent / 100.0);
}
