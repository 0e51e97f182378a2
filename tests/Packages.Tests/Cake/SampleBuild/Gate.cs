namespace Bundt.SampleBuild;

/// <summary>A service that the lifetimes ask for.</summary>
public sealed class Gate
{
    public string Say(string what) => $"gate: {what}";
}
