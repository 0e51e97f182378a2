namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>Environment variables that are something else, or not there, for a while. Nothing else is tested meanwhile.</summary>
internal sealed class WithoutVariables : IDisposable
{
    private readonly Dictionary<string, string?> _before;

    public WithoutVariables(params string[] names) : this([.. names.Select(name => (name, (string?)null))])
    {
    }

    public WithoutVariables(params (string Name, string? Value)[] variables)
    {
        _before = variables.ToDictionary(variable => variable.Name, variable => Environment.GetEnvironmentVariable(variable.Name));
        foreach (var (name, value) in variables)
            Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
    }
}
