namespace Bundt.Scenarios.Stage;

/// <summary>The answer of <c>--target=Status --format=json</c>.</summary>
public sealed record Status(string Application, string Environment, Uri Address, GroupStatus? Live, IReadOnlyList<GroupStatus> Groups);
