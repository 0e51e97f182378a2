namespace Bundt.LocalCloud.Tests.Signing;

/// <summary>A local cloud that leaves signatures unchecked.</summary>
public sealed class OpenCloud : RunningCloud
{
    protected override IEnumerable<string> More => ["--any-credentials"];
}
