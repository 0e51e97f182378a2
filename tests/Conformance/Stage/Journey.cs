namespace Bundt.Conformance.Stage;

/// <summary>What one client does with the local cloud.</summary>
/// <param name="name">What it is called.</param>
/// <param name="region">The region that it has for itself.</param>
internal abstract class Journey(string name, string region)
{
    public string Name { get; } = name;

    public string Region { get; } = region;

    /// <summary>Whether its instances are real machines.</summary>
    public virtual bool NeedsMachines => false;

    /// <summary>Why it cannot be made here and what to install, or null.</summary>
    public virtual string? Missing => null;

    /// <summary>Makes it; throws what went wrong.</summary>
    public abstract Task Make(Access access);
}
