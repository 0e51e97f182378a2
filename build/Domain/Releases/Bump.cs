namespace Bundt.Domain.Releases;

/// <summary>Which part of a version goes up.</summary>
public enum Bump
{
    /// <summary>A correction: 1.4.2 → 1.4.3.</summary>
    Patch,

    /// <summary>Something new: 1.4.2 → 1.5.0.</summary>
    Minor,

    /// <summary>Something that breaks: 1.4.2 → 2.0.0.</summary>
    Major,
}
