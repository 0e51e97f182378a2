using Bundt.Cloud.Environments;
using Bundt.Cloud.Infrastructure;
using Bundt.Domain.Environments;

namespace Bundt.Cloud;

/// <summary>Where things are on this computer.</summary>
/// <param name="Team">
/// The folder of the team's files: environments, packer, scripts/verify, and what runs leave beside them. <c>--home=DIR</c>; normally Bundt's own.
/// </param>
/// <param name="Bundt">Bundt's own folder.</param>
public sealed record Home(string Team, string Bundt)
{
    /// <summary>Everything that the local cloud keeps, and what is fetched once: there is one for each home, so that homes do not disturb one another.</summary>
    public string Local => Path.Combine(Team, ".local");

    /// <summary>The file in which a running local cloud says how to reach it, one <c>export</c> a line.</summary>
    public string LocalAccess => Path.Combine(Local, "env");

    /// <summary>The plugins that Packer has fetched for bakes, apart from those that a person has.</summary>
    public string PackerPlugins => Path.Combine(Local, "packer-plugins");

    /// <summary>The local cloud's program.</summary>
    public string LocalProgram => Path.Combine(Bundt, "artifacts", "bin", "LocalCloud", "Bundt.LocalCloud.dll");

    /// <summary>Terraform's folder of the state bucket, which outlives every environment.</summary>
    public InfrastructureFolder StateInfrastructure => new("the state bucket", Path.Combine(EnvironmentFiles.InfrastructureOf(Team), "state"));

    /// <summary>Terraform's folder of an environment. Where there is one, Terraform makes its network and load balancer.</summary>
    public InfrastructureFolder Infrastructure(string environment) => new($"the infrastructure of {environment}", Path.Combine(EnvironmentFiles.InfrastructureOf(Team), environment));

    /// <summary>A path in an environment file: relative ones belong to the team's folder.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, Team);

    /// <summary>The folder that a run leaves its evidence in.</summary>
    public string Artifacts(ReleaseEnvironment environment, string run) => Path.Combine(Runs(environment), run);

    /// <summary>The folder of the folders that the runs in an environment leave their evidence in.</summary>
    public string Runs(ReleaseEnvironment environment) => Path.Combine(Team, "artifacts", environment.Name);
}
