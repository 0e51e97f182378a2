namespace Bundt.Domain;

/// <summary>Live traffic had moved, something was wrong, and it was taken back.</summary>
/// <param name="why">What was wrong.</param>
/// <param name="state">The state things are in now.</param>
/// <param name="next">What to do next.</param>
public sealed class TakenBack(Problem why, string state, string next) : Problem(why.What, state, next, why.InnerException);
