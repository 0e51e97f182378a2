namespace Bundt.Scenarios.Campaigns;

/// <summary>What goes wrong in a walk, and what may become of it.</summary>
/// <param name="Number">Its place in the campaign, from 1.</param>
/// <param name="Name">What goes wrong.</param>
internal sealed record Trial(int Number, string Name)
{
    /// <summary>How a run ends that was killed.</summary>
    public const int Killed = 137;

    /// <summary>The faults that are armed before it begins.</summary>
    public IReadOnlyList<object> Faults { get; init; } = [];

    /// <summary>What happens while it runs.</summary>
    public Func<Incident, Task>? Meanwhile { get; init; }

    /// <summary>The exit codes that it may have.</summary>
    public IReadOnlyList<int> Ends { get; init; } = [0, 1];

    /// <summary>Whether those who use the application may notice: servers die that have live traffic.</summary>
    public bool IsNoticed { get; init; }

    /// <summary>More of the command line when the same command is given again; what was taken back is then released anew, as another group.</summary>
    public IReadOnlyList<string> Again { get; init; } = [];

    public override string ToString() => Name;
}
