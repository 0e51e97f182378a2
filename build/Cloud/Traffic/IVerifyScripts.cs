using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Traffic;

/// <summary>The team's own checks, <c>scripts/verify/*</c>.</summary>
public interface IVerifyScripts
{
    /// <summary>Runs all of them, in parallel, and answers the first that does not pass.</summary>
    /// <param name="address">The preview's address, <c>BUNDT_ADDRESS</c> in a script's environment.</param>
    /// <param name="version">The version, <c>BUNDT_VERSION</c>.</param>
    /// <param name="line">Is told what the scripts say.</param>
    /// <param name="cancellation">Ends them.</param>
    Task<Verdict> Run(Uri address, string version, Action<string> line, CancellationToken cancellation);
}
