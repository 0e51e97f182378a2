namespace Bundt.Domain.Policies;

/// <summary>A statement of a policy: what is allowed, on what, and if what.</summary>
/// <param name="Sid">Its id, which tells what it is for: letters and digits alone.</param>
/// <param name="Purpose">The same for a person.</param>
public sealed record PolicyStatement(string Sid, string Purpose)
{
    /// <summary>The actions.</summary>
    public required IReadOnlyList<AllowedAction> Actions { get; init; }

    /// <summary>The ARNs of what they are allowed on; <c>*</c> alone where the actions know no resources.</summary>
    public IReadOnlyList<string> Resources { get; init; } = ["*"];

    /// <summary>The conditions, all of which have to hold.</summary>
    public IReadOnlyList<PolicyCondition> Conditions { get; init; } = [];
}
