using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.AutoScaling;
using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Runtime;
using Amazon.S3;

namespace Bundt.Scenarios.Stage;

/// <summary>
/// A local cloud of the scenarios' own, in a home of their own: started, used and stopped through build.sh, so that it neither needs nor
/// disturbs the one that a developer has.
/// </summary>
public sealed class LocalCloud : IAsyncLifetime
{
    /// <summary>The bucket in which the leases and the history of runs are.</summary>
    public const string StateBucket = "bundt-000000000000-eu-west-1";

    /// <summary>The User-Agent of who only looks on; faults spare it where they say so.</summary>
    public const string Onlookers = $"*app/{Onlooker}*";

    private const string Onlooker = "onlooker";

    private static readonly JsonSerializerOptions AsSaid =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static int _count;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly Dictionary<string, Clone> _clones = [];
    private readonly Dictionary<string, int[]> _ports = [];
    private Dictionary<string, string> _access = [];
    private Task<string>? _built;

    /// <summary>Bundt's own folder.</summary>
    public static string Bundt { get; } = FindBundt();

    /// <summary>Where the local cloud of these scenarios keeps everything.</summary>
    public string Home { get; } = Path.Combine(
        Bundt, "artifacts", "scenarios", string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyyMMdd-HHmmss}-{++_count}-{Environment.ProcessId}"));

    /// <summary>
    /// The port of one that is to die, outside those that any local cloud comes to: one that starts while this one is dead takes the lowest
    /// that is free.
    /// </summary>
    public int? OwnPort { get; init; }

    public Uri Endpoint => new(_access["AWS_ENDPOINT_URL"]);

    public AmazonEC2Client Ec2 { get => field ??= new(Credentials, Configure(new AmazonEC2Config())); private set; }

    public AmazonAutoScalingClient AutoScaling { get => field ??= new(Credentials, Configure(new AmazonAutoScalingConfig())); private set; }

    public AmazonElasticLoadBalancingV2Client LoadBalancing { get => field ??= new(Credentials, Configure(new AmazonElasticLoadBalancingV2Config())); private set; }

    public AmazonS3Client Buckets { get => field ??= new(Credentials, Configure(new AmazonS3Config { ForcePathStyle = true })); private set; }

    /// <summary>The same load balancers, by a client that says that it only looks on.</summary>
    public AmazonElasticLoadBalancingV2Client LookingOn
    {
        get => field ??= new(Credentials, Configure(new AmazonElasticLoadBalancingV2Config { ClientAppId = Onlooker }));
        private set;
    }

    /// <summary>EC2 in another region.</summary>
    public AmazonEC2Client Ec2In(string region) => new(Credentials, Configure(new AmazonEC2Config(), region));

    /// <summary>The folder of the local cloud's state.</summary>
    public string State => Path.Combine(Home, ".local");

    /// <summary>The access key id of its account.</summary>
    public string KeyId => _access["AWS_ACCESS_KEY_ID"];

    /// <summary>The secret key of its account.</summary>
    public string Secret => _access["AWS_SECRET_ACCESS_KEY"];

    private BasicAWSCredentials Credentials => new(_access["AWS_ACCESS_KEY_ID"], _access["AWS_SECRET_ACCESS_KEY"]);

    public async ValueTask InitializeAsync()
    {
        await Programs.Run("mkdir", "-p", Path.Combine(Home, "environments"));
        await SweepOthers();
        Add(new EnvironmentFile("first"));
        if (OwnPort is not null)
        {
            await Programs.Run("mkdir", "-p", State);
            await File.WriteAllTextAsync(Path.Combine(State, "env"), $"export AWS_ENDPOINT_URL=http://127.0.0.1:{OwnPort}\n");
        }
        await Up();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        (await Run("--target=LocalDown", "--env=first")).ExitCode.ShouldBe(0);
        // What a failed scenario leaves to look at stays: logs and evidence. Disks do not.
        await Programs.Run("rm", "-rf", "--one-file-system", Path.Combine(State, "cloud"));
    }

    /// <summary>Starts the local cloud, and reads how it is reached.</summary>
    public async Task Up()
    {
        var up = await Run("--target=LocalUp", "--env=first");
        up.ExitCode.ShouldBe(0, up.Output);
        _access = File.ReadLines(Path.Combine(State, "env")).Select(line => line["export ".Length..].Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    /// <summary>Adds or changes an environment; all are on this one cloud.</summary>
    public void Add(EnvironmentFile environment)
    {
        if (!_ports.TryGetValue(environment.Name, out var ports))
            _ports[environment.Name] = ports = [.. Enumerable.Range(0, 3).Select(_ => FreePort())];
        environment.Write(Home, Path.Combine(Bundt, "packer", "web"), ports);
    }

    /// <summary>The port of an environment's live listener.</summary>
    public int Port(EnvironmentFile environment) => _ports[environment.Name][0];

    /// <summary>Starts build.sh in this home.</summary>
    public BundtRun Start(params string[] arguments) => new(Bundt, [.. arguments, $"--home={Home}"]);

    /// <summary>Starts build.sh in this home through another program.</summary>
    public BundtRun StartThrough(IReadOnlyList<string> program, params string[] arguments) => new(Bundt, [.. arguments, $"--home={Home}"], program);

    /// <summary>Runs build.sh in this home to its end.</summary>
    public Task<BundtRun> Run(params string[] arguments) => Start(arguments).End();

    /// <summary>An application's clone, with the program in it that most scenarios' images take.</summary>
    /// <param name="application">The application.</param>
    /// <param name="environment">An environment of it.</param>
    public async Task<Clone> Clone(string application, string environment)
    {
        if (_clones.TryGetValue(application, out var known))
            return known;
        var folder = Path.Combine(State, application);
        if (!Directory.Exists(folder))
            (await Run("--target=LocalUp", $"--env={environment}")).ExitCode.ShouldBe(0);
        var site = Path.Combine(folder, "site");
        await Programs.Run("cp", "-r", await (_built ??= BuildOnce(folder)), site);
        return _clones[application] = new Clone(folder);
    }

    /// <summary>The calls since a number, oldest first.</summary>
    public async Task<IReadOnlyList<RecordedCall>> Calls(long since = 0) =>
        await _http.GetFromJsonAsync<List<RecordedCall>>(new Uri(Endpoint, $"/_local/calls?since={since}"), JsonSerializerOptions.Web) ?? [];

    /// <summary>The number of the newest call.</summary>
    public async Task<long> Now() => (await Calls()) is [.., var newest] ? newest.Sequence : 0;

    /// <summary>Arms a fault of the next call of an action.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="action">The action.</param>
    /// <param name="seconds">For the kinds that are about a time: how long.</param>
    public Task Arm(string kind, string action, double? seconds = null) => Arm(new { kind, action, seconds, count = 1 });

    /// <summary>Arms a fault.</summary>
    /// <param name="fault">It, with the fields that its kind has.</param>
    public async Task Arm(object fault)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(Endpoint, "/_local/faults"), fault, AsSaid);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>How many faults are armed.</summary>
    public async Task<int> Faults() => (await _http.GetFromJsonAsync<List<JsonElement>>(new Uri(Endpoint, "/_local/faults")))!.Count;

    /// <summary>Takes all faults away.</summary>
    public async Task Disarm()
    {
        using var answer = await _http.DeleteAsync(new Uri(Endpoint, "/_local/faults"));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Allows runs what a policy allows, and nothing else.</summary>
    /// <param name="policy">The policy, as IAM takes it.</param>
    public async Task Enforce(string policy)
    {
        // What a team's Terraform makes on AWS is made by the first run here, and is nothing that a release needs.
        using var content = new StringContent(policy);
        using var answer = await _http.PutAsync(new Uri(Endpoint, "/_local/policy?spares=*app/local-network*"), content);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Allows everything again.</summary>
    public async Task Lift()
    {
        using var answer = await _http.DeleteAsync(new Uri(Endpoint, "/_local/policy"));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What a policy would refuse of the calls since a number.</summary>
    public async Task<IReadOnlyList<RefusedCall>> Refused(string policy, long since)
    {
        using var content = new StringContent(policy);
        using var answer = await _http.PostAsync(new Uri(Endpoint, $"/_local/policy/try?since={since}"), content);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<List<RefusedCall>>(JsonSerializerOptions.Web))!;
    }

    /// <summary>The process id of the server.</summary>
    public async Task<int> Server() => (await Health()).GetProperty("pid").GetInt32();

    /// <summary>What the server says of itself.</summary>
    public Task<JsonElement> Health() => _http.GetFromJsonAsync<JsonElement>(new Uri(Endpoint, "/_local/health"));

    private async Task<string> BuildOnce(string clone)
    {
        var folder = Path.Combine(Home, "site");
        await Programs.RunIn(clone, "dotnet", "publish", "src/Web", "-c", "Release", "-o", folder, "-v", "quiet", "--nologo", "-p:UseSharedCompilation=false", "-nodeReuse:false");
        return folder;
    }

    // A test run that was killed left its local cloud running: it is detached, as every local cloud is.
    private async Task SweepOthers()
    {
        foreach (var other in Directory.GetDirectories(Path.GetDirectoryName(Home)!).Where(other => other != Home))
        {
            if (Directory.Exists($"/proc/{other.Split('-')[^1]}"))
                continue;
            if (File.Exists(Path.Combine(other, "environments", "first.yaml")))
                await new BundtRun(Bundt, ["--target=LocalDown", "--env=first", $"--home={other}"]).End();
            await Programs.Run("sh", "-c", $"umount --quiet '{other}/.local/cloud'; rm -rf --one-file-system '{other}'");
        }
    }

    private T Configure<T>(T config, string region = "eu-west-1") where T : ClientConfig
    {
        (config.ServiceURL, config.AuthenticationRegion) = (Endpoint.ToString(), region);
        return config;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string FindBundt()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "build.sh")))
            folder = folder.Parent ?? throw new UnreachableException($"build.sh is not above {AppContext.BaseDirectory}");
        return folder.FullName;
    }
}
