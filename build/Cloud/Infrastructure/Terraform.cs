using System.Text.Json;
using Bundt.Cloud.Access;
using Bundt.Domain;
using Bundt.Domain.Infrastructure;

namespace Bundt.Cloud.Infrastructure;

/// <summary>Terraform as a program of this computer. It works in the team's own folder, so that what it leaves there serves people too.</summary>
/// <param name="choice">Which one.</param>
/// <param name="access">The environment's access, which it is given.</param>
public sealed class Terraform(TerraformChoice choice, Func<AwsAccess> access) : ITerraform
{
    private const string Name = "terraform";

    // Since then init tells what goes wrong in JSON, as plan and apply do; and the module asks for it.
    private static readonly Version Oldest = new(1, 9);

    private const string Mend = "Install Terraform 1.9 or later (developer.hashicorp.com/terraform/install), or name one with --terraform=FILE; then run again.";

    private readonly HashSet<string> _ready = [];

    /// <inheritdoc />
    public async Task Demand(CancellationToken cancellation)
    {
        if (choice.Program is null && Command.Find(Name) is null)
            throw new Problem("Terraform is not installed: there is no 'terraform' on PATH.", "Nothing was changed.", Mend);
        if (choice.Program is { } program && !Command.IsExecutable(program))
            throw new Problem($"--terraform={program}: {(File.Exists(program) ? "it is not executable" : "there is no such file")}.", "Nothing was changed.", Mend);
        if (choice.PluginFolder is { } plugins && !Directory.Exists(plugins))
            throw new Problem($"--plugin-dir={plugins}: there is no such folder.", "Nothing was changed.", "Name the folder that holds registry.terraform.io/hashicorp/aws.");
        var said = await Read(Path.GetTempPath(), ["version", "-json"], cancellation);
        if (Version(said) is not { } version)
            throw new Problem($"{choice.Program ?? Name} does not say its version: {said.Split('\n').FirstOrDefault(line => line.Length > 0) ?? "nothing"}", "Nothing was changed.", Mend);
        if (version < Oldest)
            throw new Problem($"Terraform {version} is too old.", "Nothing was changed.", Mend);
    }

    /// <inheritdoc />
    public async Task<InfrastructurePlan> Plan(InfrastructureFolder folder, string file, bool destroys, CancellationToken cancellation)
    {
        var what = $"plan {(destroys ? "the end of " : "")}{folder.Name}";
        if (_ready.Add(folder.Path))
            await Run(folder, what, ["init", "-json", "-input=false", .. choice.PluginFolder is { } plugins ? [$"-plugin-dir={plugins}"] : Array.Empty<string>()], _ => { }, cancellation);
        await Run(folder, what, ["plan", "-json", "-input=false", $"-out={file}", .. destroys ? ["-destroy"] : Array.Empty<string>()], _ => { }, cancellation);
        return TerraformPlan.Read(await Json(folder, ["show", "-json", file], cancellation));
    }

    /// <inheritdoc />
    public Task<string> Show(InfrastructureFolder folder, string file, CancellationToken cancellation) => Read(folder.Path, ["show", "-no-color", file], cancellation);

    /// <inheritdoc />
    public Task Apply(InfrastructureFolder folder, string file, Action<string> progress, CancellationToken cancellation) =>
        Run(folder, $"carry out the plan of {folder.Name}", ["apply", "-json", "-input=false", file], progress, cancellation);

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> State(InfrastructureFolder folder, CancellationToken cancellation) =>
        TerraformState.Read(await Json(folder, ["show", "-json"], cancellation));

    /// <inheritdoc />
    public async Task<string?> Output(InfrastructureFolder folder, string name, CancellationToken cancellation)
    {
        using var outputs = JsonDocument.Parse(await Json(folder, ["output", "-json"], cancellation));
        return outputs.RootElement.TryGetProperty(name, out var output) ? output.GetProperty("value").GetString() : null;
    }

    // Asked to end, it ends what it has begun and writes its state; it is never ended by force.
    private async Task Run(InfrastructureFolder folder, string what, string[] arguments, Action<string> progress, CancellationToken cancellation)
    {
        var errors = new List<TerraformError>();
        string? last = null;
        var code = await Command.Run(choice.Program ?? Name, arguments, folder.Path, Variables(), Tell, cancellation, cleansUp: true);
        cancellation.ThrowIfCancellationRequested();
        if (code != 0)
            throw TerraformFailure.Of(what, folder.Path, code, errors, last);

        void Tell(string text)
        {
            var line = TerraformLine.Read(text);
            if (line.Error is { } error)
                errors.Add(error);
            if (line.IsProgress)
                progress(line.Message);
            last = line.Message.Length > 0 ? line.Message : last;
        }
    }

    private async Task<string> Json(InfrastructureFolder folder, string[] arguments, CancellationToken cancellation) =>
        await Read(folder.Path, arguments, cancellation) is var json && json.StartsWith('{') ? json
            : throw new Problem($"terraform {string.Join(' ', arguments)} told nothing in {folder.Path}.", next: "Run it there by hand to see why.");

    // Its output alone: warnings, of its own configuration for one, go to the errors.
    private async Task<string> Read(string folder, string[] arguments, CancellationToken cancellation)
    {
        var lines = new List<string>();
        await Command.Run(choice.Program ?? Name, arguments, folder, Variables(), lines.Add, cancellation, errors: _ => { });
        cancellation.ThrowIfCancellationRequested();
        return string.Join('\n', lines);
    }

    private Dictionary<string, string> Variables()
    {
        var given = access();
        var variables = new Dictionary<string, string>(given.Variables) { ["TF_IN_AUTOMATION"] = "1", ["TF_INPUT"] = "0", ["CHECKPOINT_DISABLE"] = "1" };
        if (given.Endpoint is { } endpoint)
            variables["AWS_ENDPOINT_URL"] = endpoint.ToString().TrimEnd('/');
        return variables;
    }

    private static Version? Version(string said)
    {
        try
        {
            using var facts = JsonDocument.Parse(said[Math.Max(0, said.IndexOf('{', StringComparison.Ordinal))..]);
            return System.Version.TryParse(facts.RootElement.GetProperty("terraform_version").GetString()?.Split('-')[0], out var version) ? version : null;
        }
        catch (Exception none) when (none is JsonException or KeyNotFoundException)
        {
            return null;
        }
    }
}
