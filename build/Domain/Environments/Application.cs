namespace Bundt.Domain.Environments;

/// <summary>The application and Bundt's contract with it.</summary>
public sealed record Application
{
    /// <summary>Its short name, which begins the names of all its resources.</summary>
    public required string Name { get; init; }

    /// <summary>The clone (a checkout) from which releases are cut: a path, relative to the folder that holds <c>environments/</c>' parent.</summary>
    public required string Checkout { get; init; }

    /// <summary>The git remote that releases are pushed to.</summary>
    public string Remote { get; init; } = "origin";

    /// <summary>The URL from which servers pull the code; null for the remote's own.</summary>
    public string? Repository { get; init; }

    /// <summary>The release branch: only commits that it contains on the remote are released.</summary>
    public string Branch { get; init; } = "main";

    /// <summary>Whether commits of other branches may be released too, as pre-releases such as 1.5.0-feature-x.3.</summary>
    public bool PreReleases { get; init; }

    /// <summary>
    /// The name of the environment variable that holds a token for the remote, over HTTPS; null to let git find the way in by itself. It is never
    /// the token.
    /// </summary>
    public string? TokenVariable { get; init; }

    /// <summary>The user that the token goes with; null for the one in the remote's URL, or one that hosts take with any token.</summary>
    public string? TokenUser { get; init; }

    /// <summary>Whether tags are signed, with the key that the clone's own git configuration names.</summary>
    public bool SignTags { get; init; }

    /// <summary>The command that runs its own tests, in a fresh checkout.</summary>
    public string Test { get; init; } = "./test.sh";

    /// <summary>The container in which that command runs; null for this computer itself.</summary>
    public TestContainer? TestIn { get; init; }

    /// <summary>Where the tests leave their results as JUnit or TRX files: paths below the checkout, with <c>*</c> and <c>**</c>; none for nowhere.</summary>
    public IReadOnlyList<string> TestResults { get; init; } = ["**/TEST-*.xml", "**/junit*.xml", "**/test-results/**/*.xml", "**/*.trx"];

    /// <summary>The command that builds it inside the image; null for the template's default.</summary>
    public string? Build { get; init; }

    /// <summary>The port that it listens on.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The path that answers with its version as JSON.</summary>
    public string VersionPath { get; init; } = "/version";

    /// <summary>The field of that answer that holds the version.</summary>
    public string VersionField { get; init; } = "version";

    /// <summary>The field of that answer that holds the commit.</summary>
    public string CommitField { get; init; } = "commit";

    /// <summary>The field of that answer that holds the instance id.</summary>
    public string InstanceField { get; init; } = "instance";
}
