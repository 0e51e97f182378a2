namespace Bundt.Scenarios.Stage;

/// <summary>A recorded call that a policy would refuse.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Action">The action that is not allowed, by IAM's name.</param>
public sealed record RefusedCall(long Sequence, string Action);
