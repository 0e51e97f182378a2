namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>A failure that a person can meet.</summary>
/// <param name="Situation">How it comes about.</param>
/// <param name="Step">The target that fails; null where none is begun.</param>
/// <param name="Provoke">Brings it about.</param>
internal sealed record Failure(string Situation, string? Step, Func<Ground, Task> Provoke)
{
    /// <summary>What the run was asked for.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Whether it ends the target, or the run, right before its own work.</summary>
    public bool IsSetup { get; init; }

    /// <summary>Whether the run was asked to stop before the target.</summary>
    public bool IsStopped { get; init; }

    /// <summary>One that is told before any target begins.</summary>
    public static Failure Early(string situation, Action<Ground> provoke) => new(situation, null, ground =>
    {
        provoke(ground);
        return Task.CompletedTask;
    });

    /// <summary>One that a decision tells: it throws or returns it.</summary>
    public static Failure Decided(string step, string situation, Func<object?> decide) =>
        new(situation, step, _ => decide() is Exception refusal ? throw refusal : Task.CompletedTask);
}
