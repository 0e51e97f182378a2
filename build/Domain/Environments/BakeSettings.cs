namespace Bundt.Domain.Environments;

/// <summary>How images are made.</summary>
public sealed record BakeSettings
{
    /// <summary>The directory of the Packer template.</summary>
    public string Template { get; init; } = "packer/web";

    /// <summary>The program to run in place of the <c>packer</c> on <c>PATH</c>: a path, relative ones below the team's folder; or null.</summary>
    public string? Packer { get; init; }

    /// <summary>The container to run Packer in; null for none.</summary>
    public PackerContainer? PackerIn { get; init; }

    /// <summary>The image that bakes start from.</summary>
    public required SourceImage Source { get; init; }

    /// <summary>The instance type of the temporary instance.</summary>
    public string InstanceType { get; init; } = "t3.small";

    /// <summary>Who may reach the temporary instance: networks in CIDR notation, normally the deploying machine's address as a /32.</summary>
    public required IReadOnlyList<string> Ingress { get; init; }

    /// <summary>The user that Packer logs in as.</summary>
    public string SshUser { get; init; } = "admin";

    /// <summary>The port of the temporary instance's SSH server.</summary>
    public int SshPort { get; init; } = 22;

    /// <summary>Which of its addresses Packer connects to: <c>public_ip</c>, <c>private_ip</c>, <c>public_dns</c> or <c>private_dns</c>.</summary>
    public string SshInterface { get; init; } = "public_ip";

    /// <summary>The subnet of the temporary instance, by id; null for the region's default.</summary>
    public string? Subnet { get; init; }

    /// <summary>How often Packer asks AWS about the state of things, in seconds.</summary>
    public int PollSeconds { get; init; } = 5;

    /// <summary>Further variables of the template.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>How long a bake may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);
}
