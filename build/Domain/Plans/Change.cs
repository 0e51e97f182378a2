namespace Bundt.Domain.Plans;

/// <summary>One thing that a run does to one resource.</summary>
/// <param name="Step">The target that does it, as in <c>Deploy</c>.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Resource">The resource, as in "Auto Scaling group web-prod-v1-4-2-1".</param>
/// <param name="Why">The reason, for people.</param>
/// <param name="Calls">The write calls to AWS that it takes, by AWS's names and in order; none for git, and for a bake, which is Packer's.</param>
public sealed record Change(string Step, ChangeKind Kind, string Resource, string Why, IReadOnlyList<string> Calls);
