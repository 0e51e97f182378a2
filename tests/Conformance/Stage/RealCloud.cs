using Bundt.LocalCloud.Tests;

namespace Bundt.Conformance.Stage;

/// <summary>A local cloud whose instances are machines.</summary>
internal sealed class RealCloud : RunningCloud
{
    /// <summary>Why there can be none here, or null.</summary>
    public static string? Missing { get; } =
        Environment.IsPrivilegedProcess ? null : "NOT TESTED: machines need root; run the tests as root to test what builds images";

    protected override IEnumerable<string> More => ["--machines", "process"];
}
