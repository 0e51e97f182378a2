namespace Bundt.View.Reports;

/// <summary>How often an action of AWS was called.</summary>
/// <param name="Service">The signing name of the service, such as <c>autoscaling</c>.</param>
/// <param name="Action">The action.</param>
/// <param name="IsWrite">Whether it may change anything.</param>
/// <param name="Count">How many attempts there were.</param>
/// <param name="Failed">How many of them were refused or had no answer.</param>
public sealed record CalledAction(string Service, string Action, bool IsWrite, int Count, int Failed);
