using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Docker;

public static partial class DockerAliases
{
    /// <summary>Builds an image.</summary>
    /// <exception cref="CakeException">There is no docker, or it answered another exit code than 0.</exception>
    [CakeMethodAlias]
    public static void DockerBuild(this ICakeContext context, string path) => context.DockerBuild(null, path);

    /// <summary>Builds an image with settings.</summary>
    /// <param name="context">The context.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="path">The folder that the build may copy from. It alone among arguments is quoted, unless it is already.</param>
    /// <exception cref="CakeException">There is no docker, or it answered another exit code than 0.</exception>
    [CakeMethodAlias]
    public static void DockerBuild(this ICakeContext context, DockerImageBuildSettings? settings, string path)
        => Docker(context).Run("image build", settings ?? new(), IsQuoted(Given(path)) ? path : $"\"{path}\"");

    /// <summary>Fetches an image.</summary>
    /// <exception cref="CakeException">There is no docker, or it answered another exit code than 0.</exception>
    [CakeMethodAlias]
    public static void DockerPull(this ICakeContext context, string imageReference) => context.DockerPull(null, imageReference);

    /// <summary>Fetches an image with settings.</summary>
    /// <exception cref="CakeException">There is no docker, or it answered another exit code than 0.</exception>
    [CakeMethodAlias]
    public static void DockerPull(this ICakeContext context, DockerImagePullSettings? settings, string imageReference)
        => Docker(context).Run("pull", settings ?? new(), Given(imageReference));

    private static bool IsQuoted(string path) => path.Trim() is ['"', .., '"'];
}
