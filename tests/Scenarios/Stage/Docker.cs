namespace Bundt.Scenarios.Stage;

/// <summary>The Docker of this computer, where there is one that answers.</summary>
internal static class Docker
{
    /// <summary>The image that the scenarios' tests run in: a shell and hardly anything else.</summary>
    public const string Image = "bundt-scenarios:shell";

    /// <summary>The image that the scenarios' bakes run in: this computer's Packer, and nothing else.</summary>
    public const string Packer = "bundt-scenarios:packer";

    /// <summary>Makes the image of tests.</summary>
    /// <returns>Why there is none, or null.</returns>
    public static Task<string?> Missing() => Missing(Image, "sh", "bash", "cat", "id", "ls", "mkdir", "sleep");

    /// <summary>Makes an image that holds programs of this computer.</summary>
    /// <returns>Why there is none, or null.</returns>
    public static async Task<string?> Missing(string image, params string[] programs)
    {
        try
        {
            await Programs.Run("docker", "version", "--format", "{{.Server.Version}}");
        }
        catch (Exception none) when (none is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"NOT TESTED: there is no Docker that answers here; scripts/test.sh starts one where it may ({none.Message})";
        }

        await Programs.Run(Path.Combine(LocalCloud.Bundt, "tests", "Scenarios", "Stage", "container-image.sh"), [image, .. programs]);
        return null;
    }

    /// <summary>The names of the containers of tests, or of other things, those that have ended too.</summary>
    public static async Task<IReadOnlyList<string>> Containers(string label = "bundt.tests") =>
        (await Programs.Run("docker", "ps", "--all", "--filter", $"label={label}", "--format", "{{.Names}}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
