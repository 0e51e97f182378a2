using Bundt.Scenarios.Stage;

// One local cloud for all of them, and one story at a time: they share two cores with the servers that they start.
[assembly: AssemblyFixture(typeof(LocalCloud))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: TestCollectionOrderer(typeof(InOrderOfTheirNames))]
