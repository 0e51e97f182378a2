using Bundt.Domain.Plans;

namespace Bundt.Pipeline.Planning;

/// <summary>What a plan rests on and what it would change, noted down while the targets walk over a model of the environment.</summary>
public sealed class PlanNotes
{
    private readonly Dictionary<string, Fact> _facts = [];
    private readonly List<Change> _changes = [];

    /// <summary>The target that is being walked.</summary>
    public string Step { get; set; } = "";

    /// <summary>What was observed, in the order in which it was.</summary>
    public IReadOnlyList<Fact> Facts => [.. _facts.Values];

    /// <summary>What would be done, in order.</summary>
    public IReadOnlyList<Change> Changes => _changes;

    /// <summary>Notes what was observed. Of the same thing only the first is a fact: what is seen later is the plan's own doing.</summary>
    public void Observe(Fact fact) => _facts.TryAdd(fact.Name, fact);

    /// <summary>Notes what would be done.</summary>
    public void Add(ChangeKind kind, string resource, string why, params string[] calls) => _changes.Add(new(Step, kind, resource, why, calls));
}
