namespace Bundt.Domain.Plans;

/// <summary>What a run does to a resource.</summary>
public enum ChangeKind
{
    /// <summary>It runs it, and nothing of that stays.</summary>
    Run,

    /// <summary>It makes it.</summary>
    Create,

    /// <summary>It changes it.</summary>
    Change,

    /// <summary>It removes it.</summary>
    Delete,
}
