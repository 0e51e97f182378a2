using System.Collections.Immutable;
using System.Net;

namespace Bundt.LocalCloud.Machines;

/// <summary>What a machine boots with.</summary>
/// <param name="InstanceId">The EC2 instance id; names its folder.</param>
/// <param name="Address">Its own loopback address, 127.x.y.z.</param>
/// <param name="Layers">The image's layers, topmost first; empty for the source image, which is the host's own system.</param>
/// <param name="UserData">The decoded user data (a shell script when it begins with <c>#!</c>), run at first boot as root, or null.</param>
/// <param name="PublicKey">An OpenSSH public key line that root and the image's login user accept, or null for no SSH server.</param>
/// <param name="Environment">Variables for its init and units, such as <c>AWS_EC2_METADATA_SERVICE_ENDPOINT</c>.</param>
public sealed record MachineSpec(
    string InstanceId,
    IPAddress Address,
    ImmutableList<string> Layers,
    string? UserData,
    string? PublicKey,
    ImmutableDictionary<string, string> Environment)
{
    /// <summary>Its memory (MiB), or null for all that the computer has.</summary>
    public int? Memory { get; init; }

    /// <summary>Its processors, or null for all that the computer has.</summary>
    public int? Processors { get; init; }
}
