namespace Bundt.Domain.Images;

/// <summary>Something that an image lacks in one region.</summary>
public abstract record ReachStep
{
    /// <summary>Its instances are to need a session token for their metadata.</summary>
    public sealed record DemandImdsV2 : ReachStep
    {
        /// <inheritdoc />
        public override string ToString() => "its instances need a token for their metadata (IMDSv2)";
    }

    /// <summary>Accounts are to be let launch it.</summary>
    /// <param name="Accounts">Those that may not yet.</param>
    public sealed record Share(IReadOnlyList<string> Accounts) : ReachStep
    {
        /// <inheritdoc />
        public override string ToString() => $"{string.Join(", ", Accounts)} may launch it";
    }

    /// <summary>It is to be deprecated.</summary>
    /// <param name="At">From then on (UTC).</param>
    public sealed record Deprecate(DateTimeOffset At) : ReachStep
    {
        /// <inheritdoc />
        public override string ToString() => $"it is deprecated from {At:yyyy-MM-dd} on";
    }
}
