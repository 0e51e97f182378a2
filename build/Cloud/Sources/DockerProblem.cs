using System.Text.RegularExpressions;
using Bundt.Domain;

namespace Bundt.Cloud.Sources;

/// <summary>Why tests cannot run in their container, and what to do about it.</summary>
internal static partial class DockerProblem
{
    private const string Untouched = "There is no tag and no image. Live traffic is untouched.";
    private const string Without = "or take application.testIn out of the environment file, and the tests run on this computer itself";

    public static Problem Missing(string image) => new(
        $"The tests are to run in the image {image} (application.testIn), and there is no 'docker' on PATH.", Untouched,
        $"Install Docker (on Debian and Ubuntu: apt-get install docker.io; elsewhere: docs.docker.com/engine/install) and run again, {Without}.");

    public static Problem Silent(string image, string said) => new(
        $"The tests are to run in the image {image} (application.testIn), and Docker's daemon does not answer: {said}", Untouched,
        said.Contains("permission denied", StringComparison.OrdinalIgnoreCase)
            ? $"Let {Environment.UserName} use it (usermod -aG docker {Environment.UserName}, then log in anew) and run again, {Without}."
            : $"Start it (systemctl start docker) or name another one in DOCKER_HOST, then run again, {Without}.");

    public static Problem NoImage(string image, string said) => new(
        $"The image {image} (application.testIn.image) is not on this computer, and could not be pulled: {said}", Untouched,
        Registry().Match(image) is { Success: true } ecr
            ? $"Check its name, and log in (aws ecr get-login-password --region {ecr.Groups["region"]} | docker login --username AWS --password-stdin {ecr.Value}), then run again."
            : "Check its name, log in to its registry where it is private (docker login), then run again.");

    public static Problem NotRun(string image, string said) => new(
        $"Docker could not run the tests in the image {image} (application.testIn): {said}", Untouched,
        said.Contains("bind source path does not exist", StringComparison.Ordinal)
            ? "Its daemon does not see this computer's folders: use one that runs here, or give Bundt's own container the home folder under the same path."
            : "Check application.testIn; the image has to have a /bin/sh, and Docker to allow the limits. Then run again.");

    [GeneratedRegex(@"\A[0-9]{12}\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com(\.cn)?")]
    private static partial Regex Registry();
}
