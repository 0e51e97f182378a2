namespace Bundt.Domain.Policies;

/// <summary>A condition of a statement.</summary>
/// <param name="Operator">IAM's operator, such as <c>StringEquals</c>.</param>
/// <param name="Key">The condition key, such as <c>aws:ResourceTag/bundt:app</c>.</param>
/// <param name="Values">The values, of which one has to match.</param>
public sealed record PolicyCondition(string Operator, string Key, params IReadOnlyList<string> Values)
{
    /// <inheritdoc />
    public override string ToString() => $"{Key} {Operator} {string.Join(" or ", Values)}";
}
