using System.Globalization;
using System.Text.RegularExpressions;

namespace Bundt.Domain.Environments;

/// <summary>What an environment file has to say about the application's own tests.</summary>
internal static partial class TestRules
{
    private const string Key = "application.testIn";

    public static IEnumerable<EnvironmentRule> Of(Application app) =>
    [
        new("application.test", app.Test, !string.IsNullOrWhiteSpace(app.Test), "some text"),
        new("application.testResults", string.Join(", ", app.TestResults), app.TestResults.All(IsBelow), "paths below the checkout, which may have * and **"),
        .. app.TestIn is { } place ? Of(place) : [],
    ];

    private static IEnumerable<EnvironmentRule> Of(TestContainer place) =>
    [
        ImageOf(Key, place.Image, "node:22"),
        new($"{Key}.network", place.Network, Network().IsMatch(place.Network), "none, or the name of a network of Docker"),
        new($"{Key}.memory", place.Memory, place.Memory is null || Size().IsMatch(place.Memory), "a size such as 512m or 2g"),
        new($"{Key}.cpus", place.Cpus?.ToString(CultureInfo.InvariantCulture), place.Cpus is null or >= 1, "at least 1"),
        new($"{Key}.pids", place.Pids, place.Pids >= 1, "at least 1"),
        .. place.Variables.Keys.Select(name => new EnvironmentRule($"{Key}.variables", name, Variable().IsMatch(name), "names of letters, digits and underscores")),
    ];

    /// <summary>What a container's image has to be.</summary>
    public static EnvironmentRule ImageOf(string key, string image, string example) =>
        new($"{key}.image", image, Reference().IsMatch(image), $"the name of a container image, such as {example}");

    private static bool IsBelow(string pattern) => pattern.Length > 0 && pattern[0] != '/' && !pattern.Split('/').Contains("..");

    // It becomes an argument of docker as it is, so it can neither be an option nor several.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:/@-]*\z")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.:-]*\z")]
    private static partial Regex Network();

    [GeneratedRegex(@"\A[1-9][0-9]*[bkmgBKMG]\z")]
    private static partial Regex Size();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Variable();
}
