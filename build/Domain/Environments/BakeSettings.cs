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

    /// <summary>
    /// Who may reach the temporary instance: networks in CIDR notation, normally the deploying machine's address as a /32; null for just that
    /// address, which is found then.
    /// </summary>
    public IReadOnlyList<string>? Ingress { get; init; }

    /// <summary>The user that Packer logs in as.</summary>
    public string SshUser { get; init; } = "admin";

    /// <summary>The port of the temporary instance's SSH server.</summary>
    public int SshPort { get; init; } = 22;

    /// <summary>Which of its addresses Packer connects to: <c>public_ip</c>, <c>private_ip</c>, <c>public_dns</c> or <c>private_dns</c>.</summary>
    public string SshInterface { get; init; } = "public_ip";

    /// <summary>The VPC of the temporary instance, by id or by its Name tag; null for the subnet's, and the region's default where none is named.</summary>
    public string? Vpc { get; init; }

    /// <summary>The subnet of the temporary instance, by id or by its Name tag; null for the region's default.</summary>
    public string? Subnet { get; init; }

    /// <summary>
    /// Finds the subnet instead, as <c>tag:tier: private</c> does (EC2 API reference: DescribeSubnets, Filters); of several, Packer takes the
    /// one with the most free addresses.
    /// </summary>
    public IReadOnlyDictionary<string, string> SubnetFilter { get; init; } = new Dictionary<string, string>();

    /// <summary>The name of the temporary instance's instance profile, for builds that need AWS; null for none.</summary>
    public string? InstanceProfile { get; init; }

    /// <summary>The root volume of the image; null for one like the source image's.</summary>
    public BakeVolume? Volume { get; init; }

    /// <summary>Further regions that get a copy of each image.</summary>
    public IReadOnlyList<string> CopyTo { get; init; } = [];

    /// <summary>Further accounts, twelve digits each, that may launch each image.</summary>
    public IReadOnlyList<string> ShareWith { get; init; } = [];

    /// <summary>How long after it was made an image is deprecated: accounts that it is shared with do not find it any more unless they ask; null for never.</summary>
    public TimeSpan? DeprecateAfter { get; init; }

    /// <summary>Where the images are baked that this environment releases; null where it bakes them itself.</summary>
    public BakedElsewhere? From { get; init; }

    /// <summary>How often Packer asks AWS about the state of things, in seconds.</summary>
    public int PollSeconds { get; init; } = 5;

    /// <summary>Further variables of the template.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>How long a bake may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);
}
