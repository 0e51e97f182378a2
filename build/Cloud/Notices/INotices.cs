using Bundt.Domain.Notices;

namespace Bundt.Cloud.Notices;

/// <summary>Tells others of a run. Whatever becomes of that, the run goes on.</summary>
public interface INotices
{
    /// <summary>Begins to tell; nobody waits for it.</summary>
    void Tell(Notice notice);

    /// <summary>Waits until all is told, for a short while.</summary>
    /// <returns>What could not be told, as sentences for a person.</returns>
    Task<IReadOnlyList<string>> End();
}
