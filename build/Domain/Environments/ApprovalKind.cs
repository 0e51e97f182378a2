namespace Bundt.Domain.Environments;

/// <summary>Who decides that live traffic moves.</summary>
public enum ApprovalKind
{
    /// <summary>The verification alone.</summary>
    None,

    /// <summary>A person, after the verification.</summary>
    Manual,
}
