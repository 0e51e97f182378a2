using Bundt.LocalCloud.Tests.Signing;

namespace Bundt.LocalCloud.Tests.BadInput;

/// <summary>One cloud for all the stories about bad input: none of them changes it.</summary>
[CollectionDefinition(Name)]
public sealed class BadInputCollection : ICollectionFixture<OpenCloud>
{
    public const string Name = "bad input";
}
