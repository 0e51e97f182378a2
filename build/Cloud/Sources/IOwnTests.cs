using Bundt.Domain;

namespace Bundt.Cloud.Sources;

/// <summary>The application's own tests.</summary>
public interface IOwnTests
{
    /// <summary>Runs them in a fresh checkout.</summary>
    /// <param name="checkout">The checkout's folder.</param>
    /// <param name="commit">Its commit.</param>
    /// <param name="line">Is told what they say.</param>
    /// <param name="cancellation">Ends them.</param>
    /// <exception cref="Problem">They failed; the message holds what they said last.</exception>
    Task Run(string checkout, string commit, Action<string> line, CancellationToken cancellation);
}
