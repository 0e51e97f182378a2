namespace Bundt.LocalCloud.Tests.Signing;

/// <summary>All stories about signatures share one cloud, one signer and one table.</summary>
[CollectionDefinition(Name)]
public sealed class MatrixCollection : ICollectionFixture<Matrix>
{
    public const string Name = "signatures";
}
