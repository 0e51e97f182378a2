namespace Bundt.Domain.Releases;

/// <summary>One of the application's own tests, which failed.</summary>
/// <param name="Name">Its name, with what it belongs to.</param>
/// <param name="Why">The first line of what it said, or null.</param>
public sealed record FailedTest(string Name, string? Why)
{
    /// <summary>As one line.</summary>
    public override string ToString() => Why is null ? Name : $"{Name}: {Why}";
}
