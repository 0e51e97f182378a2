using Xunit.v3;

namespace Bundt.Scenarios.Stage;

/// <summary>
/// The stories of a run by their names, instead of at random: they share a local cloud, so that what one leaves is what the next finds, and a
/// failure is to be seen again by whoever runs them next.
/// </summary>
public sealed class InOrderOfTheirNames : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : Xunit.Sdk.ITestCollection => [.. testCollections.OrderBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];
}
