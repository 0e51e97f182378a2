using Bundt.Domain.Policies;

namespace Bundt.View;

/// <summary>A policy for people.</summary>
public static class PolicyText
{
    private const string Step = "Policy";

    /// <summary>Tells what it allows, statement by statement.</summary>
    public static void Show(ReleasePolicy policy, ReleaseView view)
    {
        foreach (var statement in policy.Statements)
        {
            view.Say(Step, $"{statement.Sid}: {statement.Purpose}");
            view.Say("", $"  allows: {string.Join(", ", statement.Actions)}");
            view.Say("", $"  on:     {string.Join(", ", statement.Resources)}");
            foreach (var condition in statement.Conditions)
                view.Say("", $"  if:     {condition}");
        }
    }

    /// <summary>Tells how large it is, what of it no recording shows, and what else a person has to know.</summary>
    public static void Conclude(ReleasePolicy policy, IReadOnlyList<PolicyDocument> documents, ReleaseView view)
    {
        foreach (var actions in policy.Actions.Where(action => action.Unrecorded is not null).GroupBy(action => action.Unrecorded))
            view.Say("Unseen", $"{string.Join(", ", actions)}: {actions.Key}");
        foreach (var note in policy.Notes)
            view.Say("Note", note);
        view.Say(Step, $"{policy.Statements.Count} statements, {policy.Actions.Count} actions; {Sizes(documents)}");
    }

    private static string Sizes(IReadOnlyList<PolicyDocument> documents) => documents is [var one]
        ? $"{one.Size} of the {PolicyDocument.Most} characters that a managed policy may have"
        : $"{documents.Count} policies of {string.Join(" and ", documents.Select(document => document.Size))} characters, since a managed policy may have {PolicyDocument.Most}: attach all of them";
}
