namespace Bundt.LocalCloud.Faults;

/// <summary>A fault as <c>/_local/faults</c> shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State"><c>waiting</c>, <c>armed</c>, <c>spent</c> or <c>over</c>.</param>
/// <param name="Struck">How many times it struck.</param>
/// <param name="Left">How many times it still will; null is without end.</param>
/// <param name="Fault">What was asked for, with the seed that it draws from: armed again, it strikes the same calls.</param>
public sealed record FaultReport(string Id, string State, int Struck, int? Left, Fault Fault);
