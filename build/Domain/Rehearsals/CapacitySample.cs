namespace Bundt.Domain.Rehearsals;

/// <summary>The healthy targets that live traffic had at one moment.</summary>
/// <param name="At">When, from the beginning of the rehearsal.</param>
/// <param name="Targets">Each target group that it went to.</param>
public sealed record CapacitySample(TimeSpan At, IReadOnlyList<CarryingTargets> Targets);
