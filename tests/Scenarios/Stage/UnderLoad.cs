using Bundt.Scenarios.Load;

namespace Bundt.Scenarios.Stage;

/// <summary>What happened under load.</summary>
/// <param name="Load">What the load was answered with.</param>
/// <param name="Calls">The calls meanwhile.</param>
/// <param name="Health">The health meanwhile.</param>
/// <param name="Ended">When it was over, from the start of the load.</param>
/// <param name="Status">What there was afterwards.</param>
public sealed record UnderLoad(LoadReport Load, IReadOnlyList<RecordedCall> Calls, IReadOnlyList<HealthSample> Health, TimeSpan Ended, Status Status);
