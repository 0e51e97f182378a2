using Bundt.Conformance.Stage;

// All clients are told their stories once; the tests look at what came of it.
[assembly: AssemblyFixture(typeof(Journeys))]
