namespace Bundt.Domain.Infrastructure;

/// <summary>What Terraform does to a resource.</summary>
public enum ResourceAction
{
    /// <summary>It makes it.</summary>
    Create,

    /// <summary>It changes it in place.</summary>
    Update,

    /// <summary>It removes it and makes another in its place, in whichever order.</summary>
    Replace,

    /// <summary>It removes it.</summary>
    Delete,
}
