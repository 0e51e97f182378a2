namespace Bundt.Cloud.Tests.Sources;

/// <summary>Tests that change what all of this process share, such as its environment variables.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
