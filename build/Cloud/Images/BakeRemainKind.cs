namespace Bundt.Cloud.Images;

/// <summary>What a bake makes for itself, in the order in which it is removed.</summary>
public enum BakeRemainKind
{
    /// <summary>The instance that is provisioned.</summary>
    Instance,

    /// <summary>The key pair to log in with.</summary>
    KeyPair,

    /// <summary>The security group that lets the deploying machine in.</summary>
    SecurityGroup,
}
