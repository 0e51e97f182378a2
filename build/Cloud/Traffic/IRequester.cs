using Bundt.Domain.Environments;
using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Traffic;

/// <summary>Asks new servers what the environment file's <c>verify.requests</c> say.</summary>
public interface IRequester
{
    /// <summary>Asks once; what goes wrong is in the answer.</summary>
    /// <param name="address">The scheme, host and port.</param>
    /// <param name="request">What to ask for.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Domain.Problem">A JSON path of the request is none.</exception>
    Task<Answer> Ask(Uri address, VerifyRequest request, CancellationToken cancellation);
}
