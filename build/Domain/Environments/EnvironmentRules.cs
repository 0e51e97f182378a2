using System.Globalization;
using System.Text.RegularExpressions;

namespace Bundt.Domain.Environments;

/// <summary>What the values of an environment file have to be, beyond their types: what would otherwise be found out in the middle of a release.</summary>
public static partial class EnvironmentRules
{
    // A run renews it three times within this, from wherever it runs, over a network that may be slow.
    private static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(5);

    /// <summary>The first rule that an environment breaks, or null.</summary>
    public static EnvironmentRule? FirstBroken(ReleaseEnvironment environment) =>
        ((IEnumerable<EnvironmentRule>)[.. Application(environment.Application), .. Aws(environment.Aws), .. BakeRules.Of(environment.Bake), .. ServerRules.Of(environment.Servers),
            .. Traffic(environment.Traffic), .. Verify(environment.Verify), .. MoveRules.Of(environment.Traffic, environment.Swap, environment.Hooks),
            .. ChaosRules.Of(environment), .. Runs(environment)]).FirstOrDefault(rule => !rule.Holds);

    private static IEnumerable<EnvironmentRule> Runs(ReleaseEnvironment environment) =>
    [
        new("retain", environment.Retain, environment.Retain >= 1, "at least 1"),
        new("prune.most", environment.Prune.Most, environment.Prune.Most >= 1, "at least 1"),
        .. new[] { ("notify.slack", environment.Notify.Slack), ("notify.json", environment.Notify.Json) }.Select(hook => Variable(hook.Item1, hook.Item2, "SHOP_WEBHOOK", "the URL")),
        new("stateBucket", environment.StateBucket, BucketName().IsMatch(environment.StateBucket), "the name of an S3 bucket: 3 to 63 lower-case letters, digits, dots and hyphens"),
        new("leaseExpiry", environment.LeaseExpiry, environment.LeaseExpiry >= ShortestLease, "at least 5s"),
    ];

    private static IEnumerable<EnvironmentRule> Application(Application app) =>
    [
        new("application.name", app.Name, ShortName().IsMatch(app.Name), "lower-case letters, digits and hyphens, beginning with a letter, 32 at the most"),
        Text("application.checkout", app.Checkout),
        Text("application.branch", app.Branch),
        Variable("application.tokenVariable", app.TokenVariable, "SHOP_GIT_TOKEN", "the token"),
        new("application.tokenUser", app.TokenUser, app.TokenUser is null || (app.TokenVariable is not null && UserName().IsMatch(app.TokenUser)), "a user name, and application.tokenVariable beside it"),
        Port("application.port", app.Port),
        new("application.versionPath", app.VersionPath, app.VersionPath.StartsWith('/'), "a path that begins with /"),
        .. TestRules.Of(app),
    ];

    private static IEnumerable<EnvironmentRule> Aws(AwsAccount aws) =>
    [
        new("aws.account", aws.Account, IsAccount(aws.Account), "the twelve digits of an account, in quotes"),
        new("aws.region", aws.Region, IsRegion(aws.Region), "a region such as eu-west-1"),
        new("aws.endpoint", aws.Endpoint, aws.Endpoint is null or "local" || IsWeb(aws.Endpoint), "a URL, or 'local' for the local cloud; none for AWS itself"),
    ];

    private static IEnumerable<EnvironmentRule> Traffic(TrafficSettings traffic) =>
    [
        Text("traffic.loadBalancer", traffic.LoadBalancer),
        Port("traffic.listener", traffic.Listener),
        new("traffic.rule", traffic.Rule, traffic.Rule is null or (>= 1 and <= 50_000), "a rule's priority from 1 to 50000"),
        Text("traffic.targetGroups.blue", traffic.TargetGroups.Blue),
        new("traffic.targetGroups.green", traffic.TargetGroups.Green, traffic.TargetGroups.Green.Length > 0 && traffic.TargetGroups.Green != traffic.TargetGroups.Blue, "a target group other than the blue one"),
        Port("traffic.preview.blue", traffic.Preview.Blue),
        Port("traffic.preview.green", traffic.Preview.Green),
        new("traffic.preview.green", traffic.Preview.Green, traffic.Preview.Green != traffic.Preview.Blue, "a port other than the blue preview's"),
        new("traffic.address", traffic.Address, traffic.Address is null || IsWeb(traffic.Address), "a URL such as https://www.example.com"),
    ];

    private static IEnumerable<EnvironmentRule> Verify(VerifySettings verify) =>
    [
        new("verify.timeout", verify.Timeout, verify.Timeout > verify.Window, "longer than verify.window"),
        new("verify.probes", verify.Probes, verify.Probes >= 1, "at least 1"),
        Positive("verify.scriptTimeout", verify.ScriptTimeout),
        .. verify.Requests.SelectMany(Request),
    ];

    private static IEnumerable<EnvironmentRule> Request(VerifyRequest request) =>
    [
        new("verify.requests", request.Path, request.Path.StartsWith('/'), "a path that begins with /"),
        new("verify.requests", request.Status, request.Status is >= 100 and <= 599, "an HTTP status from 100 to 599"),
        new("verify.requests", request.Times, request.Times >= 1, "to be asked at least once"),
        .. request.Headers.Values.Append(request.Body).OfType<string>().Select(pattern => new EnvironmentRule(
            "verify.requests", pattern, IsPattern(pattern), "a regular expression")),
    ];

    // What stands there may be the secret, put there by mistake: it is not told.
    private static EnvironmentRule Variable(string key, string? name, string example, string secret) => new(
        key, "(not shown)", name is null || VariableName().IsMatch(name), $"the name of an environment variable in capital letters, such as {example}, and never {secret} itself");

    internal static EnvironmentRule Text(string key, string? value) => new(key, value, !string.IsNullOrWhiteSpace(value), "some text");

    internal static EnvironmentRule Port(string key, int value) => new(key, value.ToString(CultureInfo.InvariantCulture), value is >= 1 and <= 65_535, "a port from 1 to 65535");

    internal static bool IsAccount(string text) => AccountNumber().IsMatch(text);

    internal static bool IsRegion(string text) => Region().IsMatch(text);

    internal static EnvironmentRule Positive(string key, TimeSpan value) => new(key, value, value > TimeSpan.Zero, "longer than nothing");

    private static bool IsWeb(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    private static bool IsPattern(string text)
    {
        try
        {
            _ = new Regex(text);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,31}\z")]
    private static partial Regex ShortName();

    [GeneratedRegex(@"\A[A-Z_][A-Z0-9_]*\z")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"\A[^\s:@/]+\z")]
    private static partial Regex UserName();

    [GeneratedRegex(@"\A[0-9]{12}\z")]
    private static partial Regex AccountNumber();

    [GeneratedRegex(@"\A[a-z]{2}(-[a-z]+)+-[0-9]\z")]
    private static partial Regex Region();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex BucketName();
}
