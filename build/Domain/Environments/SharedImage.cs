namespace Bundt.Domain.Environments;

/// <summary>
/// Whether one tested, tagged and baked image can serve several environments: what decides over the code, its tests and what is in the image
/// has to be the same in all of them.
/// </summary>
public static class SharedImage
{
    /// <summary>What differs from the first environment, a sentence each; empty when one image serves all.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<ReleaseEnvironment> environments)
    {
        var first = environments[0];
        return
        [
            .. first.Bake.From is not null ? [$"bake.from is set in {first.Name}, which bakes for the others here"] : Array.Empty<string>(),
            .. environments.Skip(1).SelectMany(other => Parts(first).Zip(Parts(other))
                // Where images come from elsewhere, nothing about their baking is the environment's own.
                .Where(pair => other.Bake.From is null || pair.First.Key.StartsWith("application.", StringComparison.Ordinal))
                .Where(pair => pair.First.Value != pair.Second.Value)
                .Select(pair => $"{pair.First.Key} is {Told(pair.First.Value)} in {first.Name}, and {Told(pair.Second.Value)} in {other.Name}")),
        ];
    }

    private static IEnumerable<(string Key, string? Value)> Parts(ReleaseEnvironment environment)
    {
        var (app, aws, bake) = (environment.Application, environment.Aws, environment.Bake);
        return
        [
            ("application.name", app.Name), ("application.checkout", app.Checkout), ("application.remote", app.Remote), ("application.repository", app.Repository),
            ("application.branch", app.Branch), ("application.test", app.Test), ("application.testIn", app.TestIn?.ToString()),
            ("application.testResults", string.Join(", ", app.TestResults)), ("application.build", app.Build), ("application.port", $"{app.Port}"),
            ("aws.account", aws.Account), ("aws.region", aws.Region), ("aws.endpoint", aws.Endpoint),
            ("bake.template", bake.Template), ("bake.source", $"{bake.Source.Name} of {bake.Source.Owner}"), ("bake.volume", bake.Volume?.ToString()),
            ("bake.variables", Variables(bake)),
        ];
    }

    private static string? Variables(BakeSettings bake) => bake.Variables.Count == 0 ? null
        : string.Join(", ", bake.Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => $"{variable.Key}={variable.Value}"));

    private static string Told(string? value) => value is null ? "not set" : $"'{value}'";
}
