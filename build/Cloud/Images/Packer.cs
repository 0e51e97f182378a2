using System.Security.Cryptography;
using System.Text.Json;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Images;

namespace Bundt.Cloud.Images;

/// <summary>Runs Packer, the same template on AWS and on the local cloud.</summary>
public sealed class Packer(Func<ReleaseEnvironment> environment, Func<AwsAccess> access, Home home, WriteGuard guard, AwsClients aws) : IPacker
{
    private const string Program = "packer";

    // What an image has to pass decides as well whether it is one: an image that has never met a test is baked again.
    private const string Tests = "../tests";

    private const string Memory = "/dev/shm";

    private readonly TemporaryIngress _ingress = new(aws);

    /// <inheritdoc />
    public void Demand()
    {
        if (Command.Find(Program) is null)
        {
            throw new Problem(
                "Packer is not installed: there is no 'packer' on PATH.", "Nothing was changed.",
                "Install it (apt-get install packer, or developer.hashicorp.com/packer/install), then run again.");
        }

        Template();
    }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Variables() => TemplateVariables.Deciding(environment());

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Files()
    {
        var template = Template();
        string[] folders = [template, Path.GetFullPath(Path.Combine(template, Tests))];
        return folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).ToDictionary(
            file => Path.GetRelativePath(template, file).Replace('\\', '/'),
            file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
    }

    /// <inheritdoc />
    public async Task<ImageId> Build(BakeOrder order, string folder, BakeProgress progress, CancellationToken cancellation)
    {
        if (Ingress.Reason(environment().Bake.Ingress) is { } mistake)
            throw new Problem($"bake.ingress: {mistake}.", "Nothing was started.", "Name the deploying machine's own address, such as 203.0.113.7/32.");

        guard.Demand($"The bake of {order.Name}");
        Directory.CreateDirectory(folder);
        var manifest = Path.Combine(folder, "packer-manifest.json");
        var variables = Path.Combine(folder, "bake.pkrvars.json");
        await File.WriteAllTextAsync(variables, JsonSerializer.Serialize(TemplateVariables.All(environment(), access(), order, manifest)), cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(environment().Bake.Timeout);

        var log = Path.Combine(folder, PackerLogs.Name);
        var (output, steps) = (new PackerOutput(), new PackerSteps(progress, TimeProvider.System));
        Task<string?>? excess = null;
        var code = await Run(order.Repository.Token, ["build", "-color=false", $"-var-file={variables}", Template()], log, text =>
        {
            progress.Hear(text);
            output.Add(text);
            steps.Add(text);
            if (steps.SecurityGroup is { } group)
                excess ??= Excess(group, limit);
        }, limit.Token);
        steps.End();
        var open = excess is null ? null : await excess;
        if (code == 0 && open is null)
            return Image(await File.ReadAllTextAsync(manifest, CancellationToken.None));

        var removed = output.Leftovers.Count == 0 ? "Packer removed everything temporary" : $"Packer left something behind: {string.Join("; ", output.Leftovers)}";
        var state = $"{removed}; there is no image. Live traffic is untouched.";
        if (cancellation.IsCancellationRequested)
            throw new Stopped(state);
        var why = open is not null ? $"its temporary security group {open}, and bake.ingress says {string.Join(", ", environment().Bake.Ingress)} to port {environment().Bake.SshPort}. Packer was ended."
            : limit.IsCancellationRequested ? $"it took longer than bake.timeout, which is {environment().Bake.Timeout.TotalMinutes:0} min." : output.Why($"exit code {code}");
        throw new Problem($"Packer did not bake {order.Name}: {why}", state, $"Its whole output is in {log}.");
    }

    // Before there is anything to be seen: the instance has only been launched. What cannot be read back counts as open.
    private async Task<string?> Excess(string group, CancellationTokenSource bake)
    {
        string? excess;
        try
        {
            excess = await _ingress.Reason(group, environment().Bake.SshPort, environment().Bake.Ingress);
        }
        catch (Problem unread)
        {
            excess = $"{group} cannot be read back: {unread.What}";
        }

        if (excess is not null)
            await bake.CancelAsync();
        return excess;
    }

    private string Template()
    {
        // A team that has no template of its own bakes with Bundt's.
        var name = environment().Bake.Template;
        string[] places = [home.Resolve(name), Path.GetFullPath(name, home.Bundt)];
        return places.FirstOrDefault(Directory.Exists) ?? throw new Problem(
            $"There is no Packer template in {places[0]}.", "Nothing was changed.", "Set bake.template in the environment file.");
    }

    private Task<int> Run(string? token, IEnumerable<string> arguments, string log, Action<string> line, CancellationToken cancellation)
    {
        var variables = new Dictionary<string, string>(access().Variables) { ["CHECKPOINT_DISABLE"] = "1" };
        // In no file: Packer hides what is sensitive from its output, and writes what it sends to the instance where there is no disk.
        if (token is not null)
            variables["PKR_VAR_repository_token"] = token;
        if (token is not null && Directory.Exists(Memory))
            variables["TMPDIR"] = Memory;
        return Command.Run(Program, arguments, home.Team, variables, line, cancellation, log);
    }

    // A manifest is appended to; the folder is this run's own, but a repeated bake in one run would add a second build.
    private static ImageId Image(string manifest)
    {
        var root = JsonDocument.Parse(manifest).RootElement;
        var last = root.GetProperty("last_run_uuid").GetString();
        var artifact = root.GetProperty("builds").EnumerateArray()
            .First(build => build.GetProperty("packer_run_uuid").GetString() == last).GetProperty("artifact_id").GetString()!;
        return new(artifact[(artifact.IndexOf(':', StringComparison.Ordinal) + 1)..]);
    }
}
