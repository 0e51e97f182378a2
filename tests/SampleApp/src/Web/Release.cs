namespace Web;

/// <summary>What was built: written into <c>release.json</c> beside the program when the image is baked.</summary>
public sealed record Release(string Version, string Commit)
{
    /// <summary>Stands for a program that no image carries, such as one started by a developer.</summary>
    public static readonly Release Unreleased = new("0.0.0-dev", new string('0', 40));

    /// <summary>Reads the release from <paramref name="home"/>; <see cref="Unreleased"/> if there is none.</summary>
    public static Release Read(string home) => JsonFile.Read(Path.Combine(home, "release.json"), Json.Default.Release) ?? Unreleased;
}
