namespace Bundt.Domain.Runs;

/// <summary>A run that may hold the lease of an environment.</summary>
/// <param name="App">The application.</param>
/// <param name="Env">The environment.</param>
/// <param name="Owner">Whose run it is: <c>user@host</c>.</param>
/// <param name="Run">The run's id.</param>
/// <param name="Target">What the run is for, such as <c>Release</c>.</param>
public sealed record LeaseHolder(string App, string Env, string Owner, string Run, string Target);
