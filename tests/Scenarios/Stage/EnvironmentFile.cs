using System.Globalization;
using System.Text.Json;

namespace Bundt.Scenarios.Stage;

/// <summary>An environment of a scenario: on the same local cloud as all others, with a load balancer of its own and short waits.</summary>
/// <param name="Name">Its name.</param>
public sealed record EnvironmentFile(string Name)
{
    /// <summary>The application, and the name of its clone.</summary>
    public string Application { get; init; } = "web";

    /// <summary>
    /// The command that installs the application in an image. That of most scenarios takes the program that was built once and is in their
    /// clone: Packer does the same, only quicker.
    /// </summary>
    public string? Build { get; init; } = "cp -r site/. /opt/$APP && cp src/Web/rehearsal.json /opt/$APP";

    /// <summary>The folder of the Packer template, below the home; null for Bundt's own.</summary>
    public string? Template { get; init; }

    /// <summary>More of the section <c>bake</c>, as in <c>packer: tools/packer</c>; null for nothing.</summary>
    public string? Bake { get; init; }

    /// <summary>The command that tests it.</summary>
    public string Test { get; init; } = "true";

    /// <summary>The container that it is tested in, as in <c>{ image: node:22 }</c>; null for none.</summary>
    public string? TestIn { get; init; }

    /// <summary>What servers are launched from: <c>template</c> or <c>configuration</c>.</summary>
    public string Launch { get; init; } = "template";

    /// <summary>How many servers there are: at least, at the most, and at first.</summary>
    public (int Min, int Max, int Desired) Sizes { get; init; } = (2, 4, 2);

    /// <summary>In how many subnets, each in a zone of its own.</summary>
    public int Zones { get; init; } = 2;

    /// <summary>The scaling policies, as in <c>[{ name: cpu, target: 55 }]</c>; null for none.</summary>
    public string? Scaling { get; init; }

    public int Retain { get; init; } = 5;

    /// <summary>How long new servers may take, in seconds.</summary>
    public int Timeout { get; init; } = 90;

    /// <summary>How long live traffic is watched after a swap, in seconds.</summary>
    public int Watch { get; init; } = 2;

    /// <summary>How long a run's lease lasts when it is not renewed, in seconds.</summary>
    public int LeaseExpiry { get; init; } = 60;

    /// <summary>The steps in which live traffic moves, as in <c>{ steps: [10, 100], pause: 2s }</c>; null for all at once.</summary>
    public string? Canary { get; init; }

    /// <summary>More of the section <c>verify</c>.</summary>
    public string Verify { get; init; } = "";

    /// <summary>More of the section <c>swap</c>.</summary>
    public string Swap { get; init; } = "";

    /// <summary>The section <c>hooks</c>.</summary>
    public string Hooks { get; init; } = "{ }";

    /// <summary>Text of the file as it would be, changed to what it is; how a person makes a mistake in it.</summary>
    public Func<string, string> Mistake { get; init; } = text => text;

    /// <summary>The section <c>chaos</c>; null for none.</summary>
    public string? Chaos { get; init; }

    /// <summary>Where its lease is, in the state bucket.</summary>
    public string LeaseKey => $"{Application}/{Name}/lease.json";

    /// <summary>Where its history is, in the state bucket.</summary>
    public string History => $"{Application}/{Name}/history/";

    /// <summary>A lease of it, as a run elsewhere would write it.</summary>
    public string Lease(DateTimeOffset now, TimeSpan lasts) => JsonSerializer.Serialize(
        new { app = Application, env = Name, owner = "somebody@elsewhere", run = "elsewhere", target = "Release", taken = now, heartbeat = now, expires = now + lasts });

    /// <summary>Writes it into a home.</summary>
    /// <param name="home">The home.</param>
    /// <param name="packer">The folder of the Packer template.</param>
    /// <param name="ports">The ports of the live listener and of the two previews.</param>
    public void Write(string home, string packer, int[] ports) => File.WriteAllText(Path.Combine(home, "environments", Name + ".yaml"), Mistake(string.Create(
        CultureInfo.InvariantCulture, $$"""
        application:
          name: {{Application}}
          checkout: .local/{{Application}}
          test: "{{Test}}"
          {{(TestIn is null ? "" : $"testIn: {TestIn}")}}
          {{(Build is null ? "" : $"build: {Build}")}}
        aws: { account: "000000000000", region: eu-west-1, endpoint: local }
        bake:
          template: {{Template ?? packer}}
          source: { name: debian-12-*, owner: "136693071363" }
          ingress: [127.0.0.1/32]
          sshPort: 2222
          sshInterface: private_ip
          pollSeconds: 1{{(Bake is null ? "" : $"\n  {Bake}")}}
        servers:
          min: {{Sizes.Min}}
          max: {{Sizes.Max}}
          desired: {{Sizes.Desired}}
          subnets: [{{string.Join(", ", Enumerable.Range(0, Zones).Select(zone => $"{Name}-{(char)('a' + zone)}"))}}]
          {{(Scaling is null ? "" : $"scaling: {Scaling}")}}
          securityGroups: [{{Name}}-servers]
          healthGrace: 20s
          userData: |
            #!/bin/sh
            ln -sf /etc/{{Application}}/environments/local.env /etc/{{Application}}/environment
          launch: {{Launch}}
        traffic:
          loadBalancer: {{Name}}
          listener: {{ports[0]}}
          targetGroups: { blue: {{Name}}-blue, green: {{Name}}-green }
          preview: { blue: {{ports[1]}}, green: {{ports[2]}} }
          {{(Canary is null ? "" : $"strategy: canary\n  canary: {Canary}")}}
        verify: { window: 1s, timeout: {{Timeout}}s, probes: 6{{Verify}} }
        swap: { settle: 20s, watch: {{Watch}}s, warm: 30m{{Swap}} }
        hooks: {{Hooks}}
        retain: {{Retain}}
        leaseExpiry: {{LeaseExpiry}}s
        {{(Chaos is null ? "" : $"chaos: {Chaos}")}}

        """)));
}
