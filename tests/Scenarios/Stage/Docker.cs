namespace Bundt.Scenarios.Stage;

/// <summary>The Docker of this computer, where there is one that answers.</summary>
internal static class Docker
{
    /// <summary>The image that the scenarios' tests run in: a shell and hardly anything else.</summary>
    public const string Image = "bundt-scenarios:shell";

    /// <summary>Makes that image.</summary>
    /// <returns>Why there is none, or null.</returns>
    public static async Task<string?> Missing()
    {
        try
        {
            await Programs.Run("docker", "version", "--format", "{{.Server.Version}}");
        }
        catch (Exception none) when (none is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"NOT TESTED: there is no Docker that answers here; scripts/test.sh starts one where it may ({none.Message})";
        }

        await Programs.Run(Path.Combine(LocalCloud.Bundt, "tests", "Scenarios", "Stage", "container-image.sh"), Image);
        return null;
    }

    /// <summary>The names of the containers of tests, those that have ended too.</summary>
    public static async Task<IReadOnlyList<string>> Containers() =>
        (await Programs.Run("docker", "ps", "--all", "--filter", "label=bundt.tests", "--format", "{{.Names}}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
