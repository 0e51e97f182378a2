using System.Collections.Immutable;

namespace Bundt.LocalCloud.Ec2;

/// <summary>The one network interface of an instance, which comes and goes with it.</summary>
/// <param name="instance">The instance.</param>
internal sealed class NetworkInterface(Instance instance) : ITagged
{
    /// <inheritdoc/>
    public string Id => "eni" + instance.Id[1..];

    /// <summary>The id of its attachment.</summary>
    public string AttachmentId => "eni-attach" + instance.Id[1..];

    /// <summary>Its hardware address, of its IP address: locally administered.</summary>
    public string Mac => instance.PrivateIp.Split('.') is { Length: 4 } parts
        ? "02:00:" + string.Join(':', parts.Select(part => byte.Parse(part, null).ToString("x2", null)))
        : "02:00:00:00:00:00";

    /// <summary>The instance.</summary>
    public Instance Instance => instance;

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, string> Tags => ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether the instance still has it.</summary>
    public static bool IsThere(Instance instance) => instance.State != "terminated";
}
