namespace Bundt.Domain.Policies;

/// <summary>An action that a policy allows.</summary>
/// <param name="Name">IAM's name for it, such as <c>ec2:CreateImage</c>; not always the name of the call.</param>
/// <param name="Unrecorded">Why the recording of a release, a rollback and a prune does not show it; null where it does.</param>
public sealed record AllowedAction(string Name, string? Unrecorded = null)
{
    /// <summary>Actions that a recording shows.</summary>
    /// <param name="service">The service, such as <c>ec2</c>.</param>
    /// <param name="names">Their names in it.</param>
    internal static IEnumerable<AllowedAction> Recorded(string service, params string[] names) => names.Select(name => new AllowedAction($"{service}:{name}"));

    /// <summary>Actions that a recording does not show.</summary>
    /// <param name="why">Why not.</param>
    /// <param name="names">Their whole names.</param>
    internal static IEnumerable<AllowedAction> Other(string why, params string[] names) => names.Select(name => new AllowedAction(name, why));

    /// <inheritdoc />
    public override string ToString() => Name;
}
