namespace Bundt.Domain;

/// <summary>New servers are verified, and a person is to decide whether live traffic moves to them.</summary>
/// <param name="what">What waits.</param>
/// <param name="state">The state things are in.</param>
/// <param name="next">How to go on.</param>
public sealed class AwaitsApproval(string what, string state, string next) : Problem(what, state, next);
