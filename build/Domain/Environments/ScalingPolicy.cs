namespace Bundt.Domain.Environments;

/// <summary>A scaling policy of a server group; its settings tell which kind it is.</summary>
public abstract record ScalingPolicy
{
    /// <summary>The policy's name, unique in its group.</summary>
    public required string Name { get; init; }

    /// <summary>All that it says, in one line: part of the digest, and what is compared with the policy that AWS has.</summary>
    public abstract override string ToString();
}
