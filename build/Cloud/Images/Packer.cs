using System.Text.Json;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Images;

namespace Bundt.Cloud.Images;

/// <summary>Runs Packer, the same template on AWS and on the local cloud.</summary>
public sealed class Packer(Func<ReleaseEnvironment> environment, Func<AwsAccess> access, PackerProgram program, WriteGuard guard, AwsClients aws, Poll poll) : IPacker
{
    private readonly OwnAddress _own = new(access, OwnAddress.Teller);
    private readonly TemporaryIngress _ingress = new(aws);
    private readonly TemporaryMetadata _metadata = new(aws, poll);

    /// <inheritdoc />
    public async Task Demand(Func<string, bool> isOver, Action<string> line, CancellationToken cancellation)
    {
        _ = program.Template.Folder;
        await program.Demand(isOver, line, cancellation);
    }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Variables() => TemplateVariables.Deciding(environment());

    /// <inheritdoc />
    public Task<Version> Version(string run, CancellationToken cancellation) => program.Version(run, cancellation);

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Files() => program.Template.Files();

    /// <inheritdoc />
    public async Task<ImageId> Build(BakeOrder order, string folder, BakeProgress progress, CancellationToken cancellation)
    {
        var ingress = environment().Bake.Ingress ?? [await _own.Find(environment().Bake.SshInterface, cancellation)];
        if (Ingress.Reason(ingress) is { } mistake)
            throw new Problem($"bake.ingress: {mistake}.", "Nothing was started.", "Name the deploying machine's own address, such as 203.0.113.7/32.");

        guard.Demand($"The bake of {order.Name}");
        Directory.CreateDirectory(folder);
        var manifest = Path.Combine(folder, "packer-manifest.json");
        var variables = Path.Combine(folder, "bake.pkrvars.json");
        await File.WriteAllTextAsync(variables, JsonSerializer.Serialize(TemplateVariables.All(environment(), access(), order, ingress, manifest)), cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(environment().Bake.Timeout);

        var log = Path.Combine(folder, PackerLogs.Name);
        await using var written = new StreamWriter(log) { AutoFlush = true };
        var (output, steps) = (new PackerOutput(), new PackerSteps(progress, TimeProvider.System));
        Task<string?>? excess = null;
        Task<string?>? tokenless = null;
        var code = await program.Bake(order.Run, folder, variables, order.Repository.Token, line =>
        {
            foreach (var shown in line.Shown)
            {
                written.WriteLine(shown);
                progress.Hear(shown);
            }

            output.Add(line);
            steps.Add(line);
            if (steps.SecurityGroup is { } group)
                excess ??= Excess(group, ingress, limit);
            if (steps.TemporaryInstance is { } instance)
                tokenless ??= _metadata.DemandTokens(instance, environment().Bake.Timeout, limit.Token);
        }, limit.Token);
        steps.End();
        var open = excess is null ? null : await excess;
        var unguarded = tokenless is null || code != 0 ? null : await tokenless;
        if (code == 0 && open is null && unguarded is null && output.Image(access().Region) is { } image)
            return image;

        var removed = output.Leftovers.Count == 0 ? "Packer removed everything temporary" : $"Packer left something behind: {string.Join("; ", output.Leftovers)}";
        var state = $"{removed}; there is no image. Live traffic is untouched.";
        if (cancellation.IsCancellationRequested)
            throw new Stopped(state);
        var why = open is not null ? $"its temporary security group {open}, and bake.ingress says {string.Join(", ", ingress)} to port {environment().Bake.SshPort}. Packer was ended."
            : unguarded is not null ? $"its temporary instance told its metadata without a token: {unguarded}"
            : limit.IsCancellationRequested ? $"it took longer than bake.timeout, which is {environment().Bake.Timeout.TotalMinutes:0.###} min." : output.Why(code == 0 ? "it made none" : $"exit code {code}");
        var next = $"Its whole output is in {log}, and its own log beside it.";
        throw new Problem($"Packer did not bake {order.Name}: {why}", state, AwsFailure.Permission(why) is { } permission ? $"{permission} {next}" : next);
    }

    // Before there is anything to be seen: the instance has only been launched. What cannot be read back counts as open.
    private async Task<string?> Excess(string group, IReadOnlyList<string> ingress, CancellationTokenSource bake)
    {
        string? excess;
        try
        {
            excess = await _ingress.Reason(group, environment().Bake.SshPort, ingress);
        }
        catch (Problem unread)
        {
            excess = $"{group} cannot be read back: {unread.What}";
        }

        if (excess is not null)
            await bake.CancelAsync();
        return excess;
    }
}
