namespace Bundt.Domain;

/// <summary>Nobody answered: what was asked for may have been done or not, and asking for more now is in vain.</summary>
/// <param name="what">Who did not answer, and to what.</param>
/// <param name="next">What to do next.</param>
/// <param name="inner">The failure underneath.</param>
public sealed class NoAnswer(string what, string next, Exception inner) : Problem(what, next: next, inner: inner);
