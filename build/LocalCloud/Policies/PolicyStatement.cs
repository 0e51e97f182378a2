using Bundt.LocalCloud.Ec2;

namespace Bundt.LocalCloud.Policies;

/// <summary>A statement of a policy, as far as it is evaluated here.</summary>
/// <param name="Allows">Whether it allows or denies.</param>
/// <param name="Actions">Patterns of actions; <c>*</c> and <c>?</c> are wildcards, and case does not matter.</param>
/// <param name="AllOthers">Whether it is about all actions but these (<c>NotAction</c>).</param>
public sealed record PolicyStatement(bool Allows, IReadOnlyList<string> Actions, bool AllOthers)
{
    /// <summary>Whether it is about an action.</summary>
    public bool IsAbout(string action) =>
        Wildcards.Match([.. Actions.Select(pattern => pattern.ToLowerInvariant())], action.ToLowerInvariant()) != AllOthers;
}
