namespace Bundt.Domain.Infrastructure;

/// <summary>What Terraform would do to the infrastructure.</summary>
/// <param name="Changes">A change for each resource that does not stay as it is.</param>
/// <param name="Outputs">What it tells of itself, by name.</param>
/// <param name="ChangesOutputs">Whether what it tells changes, though no resource may.</param>
public sealed record InfrastructurePlan(IReadOnlyList<ResourceChange> Changes, IReadOnlyList<string> Outputs, bool ChangesOutputs)
{
    /// <summary>The output that holds Bundt's environment file.</summary>
    public const string EnvironmentFile = "environment_file";

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => Changes.Count == 0 && !ChangesOutputs;

    /// <summary>In one line, as in "38 to create, 1 to update".</summary>
    public string Summary => Changes.Count == 0
        ? ChangesOutputs ? "no resource changes, only outputs" : "no changes"
        : string.Join(", ", Changes.GroupBy(change => change.Action).OrderBy(changes => changes.Key).Select(changes => $"{changes.Count()} to {changes.Key.ToString().ToLowerInvariant()}"));

    /// <summary>What would cut live traffic.</summary>
    public IReadOnlyList<ResourceChange> Cuts => [.. Changes.Where(change => change.CutsTraffic)];
}
