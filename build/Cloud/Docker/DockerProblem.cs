using System.Text.RegularExpressions;
using Bundt.Domain;

namespace Bundt.Cloud.Docker;

/// <summary>Why something cannot run in its container, and what to do about it.</summary>
/// <param name="use">What was to run.</param>
/// <param name="image">The image.</param>
internal sealed partial class DockerProblem(ContainerUse use, string image)
{
    private string Wish => $"{use.Wish} in the image {image} ({use.Setting})";

    private string Without => $"or take {use.Setting} out of the environment file, and {use.Otherwise}";

    public Problem Missing() => new(
        $"{Wish}, and there is no 'docker' on PATH.", use.State,
        $"Install Docker (on Debian and Ubuntu: apt-get install docker.io; elsewhere: docs.docker.com/engine/install) and run again, {Without}.");

    public Problem Silent(string said) => new(
        $"{Wish}, and Docker's daemon does not answer: {said}", use.State,
        said.Contains("permission denied", StringComparison.OrdinalIgnoreCase)
            ? $"Let {Environment.UserName} use it (usermod -aG docker {Environment.UserName}, then log in anew) and run again, {Without}."
            : $"Start it (systemctl start docker) or name another one in DOCKER_HOST, then run again, {Without}.");

    public Problem NoImage(string said) => new(
        $"The image {image} ({use.Setting}.image) is not on this computer, and could not be pulled: {said}", use.State,
        Registry().Match(image) is { Success: true } ecr
            ? $"Check its name, and log in (aws ecr get-login-password --region {ecr.Groups["region"]} | docker login --username AWS --password-stdin {ecr.Value}), then run again."
            : "Check its name, log in to its registry where it is private (docker login), then run again.");

    public Problem NotRun(string said) => new(
        $"Docker could not run {use.Who} in the image {image} ({use.Setting}): {said}", "There is no image. Live traffic is untouched.",
        said.Contains("bind source path does not exist", StringComparison.Ordinal)
            ? "Its daemon does not see this computer's folders: use one that runs here, or give Bundt's own container the home folder under the same path."
            : $"Check {use.Setting}; {use.Needs}. Then run again.");

    [GeneratedRegex(@"\A[0-9]{12}\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com(\.cn)?")]
    private static partial Regex Registry();
}
