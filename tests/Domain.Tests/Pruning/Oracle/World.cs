namespace Bundt.Domain.Tests.Pruning.Oracle;

/// <summary>An account as plain lists: what a person would write on a whiteboard to decide by hand what may go.</summary>
internal sealed record World
{
    public const int RunBegan = 50;

    public required IReadOnlyList<Group> Groups { get; init; }

    public required IReadOnlyList<Template> Templates { get; init; }

    public required IReadOnlyList<Configuration> Configurations { get; init; }

    public required IReadOnlyList<Instance> Instances { get; init; }

    public required IReadOnlyList<Ami> Images { get; init; }

    /// <summary>The ids of instances that somebody registered by hand, with the target group.</summary>
    public required IReadOnlyList<(string Instance, string TargetGroup)> ByHand { get; init; }

    public required int BlueWeight { get; init; }

    public required int GreenWeight { get; init; }

    public required int Retain { get; init; }

    /// <summary>The group that the run has made live, or null when it made none.</summary>
    public required string? MadeLive { get; init; }

    /// <summary>An Auto Scaling group; App is null when Bundt did not make it.</summary>
    internal sealed record Group(
        string Name, string? App, string? Env, int Release, int Age, int Size, string? AttachedTo, bool Failed, bool RolledBack, string? Replaced,
        string? Template, string? Configuration, bool BeingDeleted);

    /// <summary>A launch template with the image of each of its versions.</summary>
    internal sealed record Template(string Id, string Name, bool Ours, int Made, IReadOnlyList<string> Images);

    internal sealed record Configuration(string Name, string Image);

    /// <summary>An instance; Group is null when nobody's.</summary>
    internal sealed record Instance(string Id, string Image, string? Group);

    internal sealed record Ami(string Id, int Made, string State, bool Keep, int Release);
}
