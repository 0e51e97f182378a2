using Bundt.Cloud.Traffic;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Tests.Steps;

/// <summary>The application as the public meets it: whatever is asked, it says its version.</summary>
/// <param name="version">The version that answers next at an address, or null for an error.</param>
internal sealed class FakeSite(Func<Uri, string?> version) : IProber
{
    /// <summary>One that is the same at every address.</summary>
    public FakeSite(Func<string?> version)
        : this(_ => version())
    {
    }

    public Task<Probe> Send(Uri address, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var answer = version(address);
        return Task.FromResult(new Probe(answer is null ? 500 : 200, answer, null, null, null, TimeSpan.FromMilliseconds(1)));
    }
}
