using Bundt.Domain;
using Bundt.Domain.Releases;

namespace Bundt.Cloud.Sources;

/// <summary>The application's own tests.</summary>
public interface IOwnTests
{
    /// <summary>Makes sure that there is what they run in: the container image that the environment names, fetched where it is not there yet.</summary>
    /// <param name="isOver">Tells whether the run of that id is over; what such a one has left of its container is removed.</param>
    /// <param name="line">Is told what it does.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Problem">There is no Docker, none that answers, or no such image.</exception>
    Task Demand(Func<string, bool> isOver, Action<string> line, CancellationToken cancellation);

    /// <summary>Runs them in a fresh checkout.</summary>
    /// <param name="order">Which, and where.</param>
    /// <param name="line">Is told what they say.</param>
    /// <param name="cancellation">Ends them, and the container that they run in.</param>
    /// <returns>What their results tell, or null when they left none.</returns>
    /// <exception cref="Problem">They failed; the message names the tests that did, or holds what they said last.</exception>
    Task<TestTally?> Run(TestOrder order, Action<string> line, CancellationToken cancellation);
}
