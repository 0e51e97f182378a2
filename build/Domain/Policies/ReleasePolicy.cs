using Bundt.Domain.Environments;

namespace Bundt.Domain.Policies;

/// <summary>
/// What a release, a rollback, an abort and a prune in an environment need from IAM, and no more. Which resources and condition keys an action
/// knows is in the Service Authorization Reference, with which not every statement could be compared; a scenario holds the actions to the calls that are made.
/// </summary>
/// <param name="Statements">What is allowed.</param>
/// <param name="Notes">What a person has to know of it.</param>
public sealed record ReleasePolicy(IReadOnlyList<PolicyStatement> Statements, IReadOnlyList<string> Notes)
{
    /// <summary>All actions, each once.</summary>
    public IReadOnlyList<AllowedAction> Actions => [.. Statements.SelectMany(statement => statement.Actions).DistinctBy(action => action.Name).OrderBy(action => action.Name, StringComparer.Ordinal)];

    /// <summary>The policy of an environment, as its file is.</summary>
    public static ReleasePolicy Of(ReleaseEnvironment environment)
    {
        var scope = new PolicyScope(environment);
        return new(
        [
            .. Reading.Of(environment, scope),
            .. State.Of(scope),
            .. Baking.Of(environment, scope),
            .. ImageCare.Of(environment, scope),
            .. Launching.Of(environment, scope),
            .. Grouping.Of(environment, scope),
            .. Moving.Of(environment, scope),
            .. Striking.Of(environment, scope),
            .. Unseen.Of(environment, scope),
        ], PolicyNotes.Of(environment));
    }
}
