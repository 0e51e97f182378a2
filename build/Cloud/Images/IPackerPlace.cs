using Bundt.Domain;

namespace Bundt.Cloud.Images;

/// <summary>Where Packer runs.</summary>
internal interface IPackerPlace
{
    /// <summary>Makes sure that it can run there.</summary>
    /// <param name="isOver">Tells whether the run of that id is over, and what it has left can go.</param>
    /// <param name="line">Is told of what is fetched and removed.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Problem">It cannot; the message says how to mend that.</exception>
    Task Demand(Func<string, bool> isOver, Action<string> line, CancellationToken cancellation);

    /// <summary>Runs it.</summary>
    /// <param name="call">What it is to do.</param>
    /// <param name="line">Is told each line that it writes.</param>
    /// <param name="cancellation">Asks it to end, with SIGTERM, and waits as long as it cleans up.</param>
    /// <returns>The exit code, its own.</returns>
    Task<int> Run(PackerCall call, Action<string> line, CancellationToken cancellation);
}
