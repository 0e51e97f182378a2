namespace Bundt.LocalCloud.Policies;

/// <summary>
/// What callers are allowed: the actions of an IAM policy document. Its resources and conditions are read over; a call is allowed whatever it is
/// about. Source: "Policy evaluation logic", IAM User Guide.
/// </summary>
/// <param name="Statements">Its statements.</param>
public sealed record Policy(IReadOnlyList<PolicyStatement> Statements)
{
    /// <summary>Why an action is not allowed, in the words that AWS has for it, or null when it is.</summary>
    /// <param name="action">The action, such as <c>ec2:CreateImage</c>.</param>
    public string? Reason(string action) =>
        Statements.Any(statement => !statement.Allows && statement.IsAbout(action)) ? "with an explicit deny in an identity-based policy"
        : Statements.Any(statement => statement.Allows && statement.IsAbout(action)) ? null
        : $"because no identity-based policy allows the {action} action";
}
