using System.Text.RegularExpressions;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Notices;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Bundt.Cloud.Environments;

/// <summary>Reads environment files: <c>HOME/build/environments/NAME.yaml</c>, or <c>HOME/environments/NAME.yaml</c> in a team's own home.</summary>
public static partial class EnvironmentFiles
{
    private const string Sections = "the sections application, aws, bake, servers and traffic";

    // What the module's output environment_file begins with.
    private const string Rendered = "# Made by Terraform";

    internal const string NoSecrets =
        "Keep secrets in SSM Parameter Store or Secrets Manager, and name them here: servers fetch them when they start. One that stood here is known by now: replace it.";

    /// <summary>Reads an environment.</summary>
    /// <param name="home">The folder that holds the team's files.</param>
    /// <param name="name">The environment's name.</param>
    /// <exception cref="Problem">There is no such file, or it is wrong; the message names file, line and what was expected.</exception>
    public static ReleaseEnvironment Read(string home, string name)
    {
        var (folder, file) = (Folder(home), PathOf(home, name));
        var known = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml").Select(Path.GetFileNameWithoutExtension).Order().ToArray() : [];
        if (!known.Contains(name))
        {
            throw new Problem(
                $"There is no environment '{name}': {file} does not exist.", "Nothing was changed.",
                known.Length == 0 ? $"{folder} holds no environment file; name your own folder with --home=DIR." : $"Choose one with --env=NAME: {string.Join(", ", known)}.");
        }

        var layers = LayeredFile.Read(file);
        if (layers.IsEmpty)
            throw new Problem($"{file} is empty: expected {Sections}.", "Nothing was changed.", "build/environments/examples has files to begin with; --target=Init drafts one.");
        if (!layers.HasSections)
            throw Wrong(file, new Mark(0, 1, 1), $"expected {Sections} here");
        try
        {
            var environment = Deserializer().Deserialize<ReleaseEnvironment>(new NodeParser(layers.Events()));
            if (EnvironmentRules.FirstBroken(environment) is { } broken)
                throw Wrong(layers.FileOf(layers.Place(broken.Key)), layers.Place(broken.Key), broken.ToString());
            return environment with { Name = name };
        }
        catch (YamlException wrong)
        {
            throw Wrong(layers.FileOf(wrong.Start), wrong.Start, Reason(wrong), wrong);
        }
    }

    /// <summary>Where the file of an environment is, or is to be.</summary>
    public static string PathOf(string home, string name) => Path.Combine(Folder(home), name + ".yaml");

    /// <summary>The folder that Terraform's folders of the team's environments are in: beside the environment files.</summary>
    public static string InfrastructureOf(string home) => Path.Combine(Path.GetDirectoryName(Folder(home))!, "infrastructure");

    /// <summary>Whether a file is there that somebody wrote by hand: Terraform does not write over that.</summary>
    public static bool IsByHand(string file) => File.Exists(file) && File.ReadLines(file).FirstOrDefault()?.StartsWith(Rendered, StringComparison.Ordinal) != true;

    /// <summary>What is wrong in a file, and where.</summary>
    internal static Problem Wrong(string file, Mark at, string reason, Exception? inner = null, string? next = null) =>
        new($"{file}, line {at.Line}, column {at.Column}: {reason.TrimEnd('.')}.", "Nothing was changed.", next, inner);

    private static IDeserializer Deserializer() => new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithEnforceRequiredMembers()
        .WithDuplicateKeyChecking()
        .WithTypeInspector(inner => new KnownKeys(inner))
        .WithTypeConverter(new DurationConverter())
        .WithTypeConverter(new PlainValueConverter())
        .WithTypeMapping<IReadOnlyList<string>, List<string>>()
        .WithTypeMapping<IReadOnlyList<int>, List<int>>()
        .WithTypeMapping<IReadOnlyList<NoticeKind>, List<NoticeKind>>()
        .WithTypeMapping<IReadOnlyList<ChaosKind>, List<ChaosKind>>()
        .WithTypeMapping<IReadOnlyList<VerifyRequest>, List<VerifyRequest>>()
        .WithTypeMapping<IReadOnlyList<ScalingPolicy>, List<ScalingPolicy>>()
        .WithTypeMapping<IReadOnlyList<ScalingStep>, List<ScalingStep>>()
        .WithTypeMapping<IReadOnlyList<ScheduledAction>, List<ScheduledAction>>()
        .WithTypeMapping<IReadOnlyDictionary<string, string>, Dictionary<string, string>>()
        // A scaling policy is of the kind that its settings are of; one without any of them lacks a target.
        .WithTypeMapping<ScalingPolicy, TargetTracking>()
        .WithTypeDiscriminatingNodeDeserializer(kinds => kinds.AddUniqueKeyTypeDiscriminator<ScalingPolicy>(new Dictionary<string, Type>
        {
            ["target"] = typeof(TargetTracking),
            ["steps"] = typeof(StepScaling),
            ["adjustment"] = typeof(SimpleScaling),
        }))
        .Build();

    // The library tells the place in its outermost exception, and the reason in the innermost.
    private static string Reason(Exception wrong) => wrong.InnerException is { } inner ? Reason(inner)
        : Missing().Match(wrong.Message) is { Success: true } keys ? $"{keys.Groups["keys"].Value} is required, and is not there"
        : wrong.Message;

    [GeneratedRegex("^Missing properties, (?<keys>.*) in source yaml")]
    private static partial Regex Missing();

    private static string Folder(string home)
    {
        var (own, shipped) = (Path.Combine(home, "environments"), Path.Combine(home, "build", "environments"));
        return Directory.Exists(own) || !Directory.Exists(shipped) ? own : shipped;
    }
}
