namespace Bundt.SampleBuild;

/// <summary>A service that a task asks for.</summary>
public sealed class Broom
{
    public string Sound => "swish";
}
