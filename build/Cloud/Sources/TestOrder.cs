namespace Bundt.Cloud.Sources;

/// <summary>Tests that are to be run.</summary>
/// <param name="Checkout">The folder of the fresh checkout.</param>
/// <param name="Commit">Its commit.</param>
/// <param name="Run">The id of the run that they are for.</param>
/// <param name="Results">The folder that their results are collected in; it need not be there.</param>
public sealed record TestOrder(string Checkout, string Commit, string Run, string Results);
