using Bundt.Domain.Environments;

namespace Bundt.Cloud.Traffic;

/// <summary>What a load is to be.</summary>
/// <param name="Address">Where to.</param>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="Requests">What is asked for, in turn, and what has to come back.</param>
/// <param name="VersionPath">The path that tells the version, which is among them.</param>
/// <param name="VersionField">The field of its answer that holds the version.</param>
public sealed record LoadOrder(Uri Address, int PerSecond, IReadOnlyList<VerifyRequest> Requests, string VersionPath, string VersionField)
{
    /// <summary>The load of an environment: its version path, what its verification asks for, and further paths.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="address">Where to.</param>
    /// <param name="perSecond">Requests a second.</param>
    /// <param name="paths">The further paths.</param>
    public static LoadOrder Of(ReleaseEnvironment environment, Uri address, int perSecond, IEnumerable<string> paths)
    {
        var app = environment.Application;
        return new(
            address, perSecond,
            [
                new VerifyRequest { Path = app.VersionPath },
                // Under a load an answer may take longer than one that is asked for alone: how long is in the figures.
                .. environment.Verify.Requests.Where(request => request.Path != app.VersionPath).Select(request => request with { Latency = null }),
                .. paths.Select(path => new VerifyRequest { Path = path }),
            ],
            app.VersionPath, app.VersionField);
    }
}
