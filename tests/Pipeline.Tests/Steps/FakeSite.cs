using Bundt.Cloud.Traffic;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Tests.Steps;

/// <summary>The application as the public meets it: whatever is asked, it says its version.</summary>
/// <param name="version">The version that answers next, or null for an error.</param>
internal sealed class FakeSite(Func<string?> version) : IProber
{
    public Task<Probe> Send(Uri address, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var answer = version();
        return Task.FromResult(new Probe(answer is null ? 500 : 200, answer, null, null, null, TimeSpan.FromMilliseconds(1)));
    }
}
