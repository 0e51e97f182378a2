namespace Bundt.Domain;

/// <summary>A run was asked to stop in the middle of something whose state is worth telling.</summary>
/// <param name="state">The state things are in now, above all whether live traffic is untouched.</param>
public sealed class Stopped(string state) : OperationCanceledException(state)
{
    /// <summary>The state things are in now.</summary>
    public string State { get; } = state;
}
