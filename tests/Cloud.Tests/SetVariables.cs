namespace Bundt.Cloud.Tests;

/// <summary>Environment variables that are set for a while.</summary>
internal sealed class SetVariables : IDisposable
{
    private readonly string[] _names;

    public SetVariables(params (string Name, string Value)[] variables)
    {
        _names = [.. variables.Select(variable => variable.Name)];
        foreach (var (name, value) in variables)
            Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose()
    {
        foreach (var name in _names)
            Environment.SetEnvironmentVariable(name, null);
    }
}
