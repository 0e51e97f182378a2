using System.Globalization;
using Bundt.Domain.Checks;

namespace Bundt.Domain.Environments;

/// <summary>An environment file, drafted from what is there.</summary>
/// <param name="Environment">The environment's name.</param>
/// <param name="Application">The application's name.</param>
/// <param name="Aws">The account.</param>
/// <param name="Schema">Where the schema is, as seen from the file.</param>
/// <param name="Checkout">The clone that releases are cut from, or null when nobody has said.</param>
/// <param name="There">The load balancer with what belongs to it, and the subnets and security groups of its VPC that servers may stand in.</param>
public sealed record EnvironmentDraft(string Environment, string Application, AwsAccount Aws, string Schema, string? Checkout, Stack There)
{
    private const int Https = 443;
    private const int Http = 80;

    /// <summary>What nobody but a person can say, and what is still to be made; each as a sentence.</summary>
    public IReadOnlyList<string> Open =>
    [
        .. Checkout is null ? ["application.checkout: the clone that releases are cut from"] : Array.Empty<string>(),
        "bake.source: the image that bakes start from",
        .. Blue is null || Green is null ? ["traffic.targetGroups: two target groups of the load balancer, one for live and one for new servers"] : Array.Empty<string>(),
        .. Preview(Blue) is null || Preview(Green) is null ? ["traffic.preview: two listeners that always forward to one of them"] : Array.Empty<string>(),
        .. Subnets.Count == 0 ? ["servers.subnets: the subnets of the servers"] : Array.Empty<string>(),
        .. SecurityGroups.Count == 0 ? ["servers.securityGroups: a security group that lets the load balancer in"] : Array.Empty<string>(),
    ];

    /// <summary>The file.</summary>
    public string ToYaml() => string.Create(CultureInfo.InvariantCulture, $$"""
        # yaml-language-server: $schema={{Schema}}
        # What was found in account {{Aws.Account}}, {{Aws.Region}}. Look through it; ./build.sh --target=Doctor --env={{Environment}} says what is still missing.

        application:
          name: {{Application}}
          checkout: {{Checkout ?? $"../{Application}"}}   # the clone that releases are cut from
          port: {{Port}}
          # versionPath: /version   # answers JSON with version, commit and instance

        aws: { account: "{{Aws.Account}}", region: {{Aws.Region}}{{(Aws.Endpoint is null ? "" : $", endpoint: \"{Aws.Endpoint}\"")}} }

        bake:
          source: { name: debian-12-amd64-*, owner: "136693071363" }   # the image that bakes start from: Debian's own

        servers:
          instanceType: t3.small
          min: 2
          max: 4
          subnets: [{{Listed(Subnets, "SUBNET")}}]
          securityGroups: [{{Listed(SecurityGroups, "SECURITY-GROUP")}}]
          {{(There.Profiles is [var profile] ? $"instanceProfile: {profile}" : "# instanceProfile: NAME   # what the servers may do in AWS")}}

        traffic:
          loadBalancer: {{There.Balancer.Name}}
          listener: {{Live?.Port ?? Https}}
          targetGroups: { blue: {{Blue?.Name ?? $"{Application}-{Environment}-blue"}}, green: {{Green?.Name ?? $"{Application}-{Environment}-green"}} }
          preview: { blue: {{Preview(Blue)?.Port ?? 8081}}, green: {{Preview(Green)?.Port ?? 8082}} }

        """);

    // Those that have a preview are meant for it; of others, the one that live traffic goes to is one of the two.
    private List<StackTargetGroup> Pair =>
    [
        .. There.TargetGroups.OrderByDescending(group => Preview(group) is not null).ThenByDescending(Carries)
            .ThenBy(group => group.Name, StringComparer.Ordinal).Take(2).OrderBy(group => group.Name.Contains("green", StringComparison.OrdinalIgnoreCase)).ThenBy(group => group.Name, StringComparer.Ordinal),
    ];

    private StackTargetGroup? Blue => Pair is [var first, ..] ? first : null;

    private StackTargetGroup? Green => Pair is [_, var second] ? second : null;

    // The public comes by HTTPS, or by HTTP; a listener on any other port that forwards to one target group alone may be a preview.
    private StackListener? Live => There.Listeners.Where(Forwards)
        .OrderByDescending(listener => listener.Port == Https).ThenByDescending(listener => listener.Port == Http).ThenBy(listener => listener.Port).FirstOrDefault();

    private int Port => Blue?.Port ?? 8080;

    private IReadOnlyList<string> Subnets => [.. There.Subnets.OrderBy(subnet => subnet.Zone, StringComparer.Ordinal).Select(subnet =>
        subnet.Name is { } name && There.Subnets.Count(other => other.Name == name) == 1 ? name : subnet.Id)];

    private IReadOnlyList<string> SecurityGroups =>
    [
        .. There.SecurityGroups.Where(group => group.Openings.Any(opening => opening.First <= Port && Port <= opening.Last && There.Balancer.SecurityGroups.Contains(opening.From)))
            .Select(group => group.Name),
    ];

    private StackListener? Preview(StackTargetGroup? group) => group is null ? null : There.Listeners.FirstOrDefault(listener =>
        listener.Port is not (Https or Http) && listener != Live && Default(listener) is { Count: 1 } forwards && forwards.ContainsKey(group.Arn));

    private bool Carries(StackTargetGroup group) => Live is { } live && Default(live).GetValueOrDefault(group.Arn) > 0;

    private static bool Forwards(StackListener listener) => Default(listener).Count > 0;

    private static IReadOnlyDictionary<string, int> Default(StackListener listener) =>
        listener.Rules.FirstOrDefault(rule => rule.IsDefault)?.Forwards ?? new Dictionary<string, int>();

    private static string Listed(IReadOnlyList<string> names, string missing) => names.Count == 0 ? missing : string.Join(", ", names);
}
