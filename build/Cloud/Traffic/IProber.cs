using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Traffic;

/// <summary>Asks the application from outside which version it is, as its users would.</summary>
public interface IProber
{
    /// <summary>Sends one probe; what goes wrong is in its answer.</summary>
    /// <param name="address">The scheme, host and port to probe.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<Probe> Send(Uri address, CancellationToken cancellation);
}
