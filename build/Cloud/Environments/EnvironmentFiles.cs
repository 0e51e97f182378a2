using Bundt.Domain;
using Bundt.Domain.Environments;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Bundt.Cloud.Environments;

/// <summary>Reads environment files: <c>HOME/build/environments/NAME.yaml</c>, or <c>HOME/environments/NAME.yaml</c> in a team's own home.</summary>
public static class EnvironmentFiles
{
    /// <summary>Reads an environment.</summary>
    /// <param name="home">The folder that holds the team's files.</param>
    /// <param name="name">The environment's name.</param>
    /// <exception cref="Problem">There is no such file, or it is wrong; the message names file, line and what was expected.</exception>
    public static ReleaseEnvironment Read(string home, string name)
    {
        var folder = Folder(home);
        var file = Path.Combine(folder, name + ".yaml");
        if (!File.Exists(file))
        {
            var known = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml").Select(Path.GetFileNameWithoutExtension).Order().ToArray() : [];
            throw new Problem(
                $"There is no environment '{name}': {file} does not exist.", "Nothing was changed.",
                $"Choose one with --env=NAME: {string.Join(", ", known)}.");
        }

        var deserializer = new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithEnforceRequiredMembers()
            .WithTypeConverter(new DurationConverter())
            .WithTypeMapping<IReadOnlyList<string>, List<string>>()
            .WithTypeMapping<IReadOnlyList<TargetTracking>, List<TargetTracking>>()
            .WithTypeMapping<IReadOnlyDictionary<string, string>, Dictionary<string, string>>()
            .Build();
        try
        {
            using var text = File.OpenText(file);
            return (deserializer.Deserialize<ReleaseEnvironment?>(text) ?? throw new Problem($"{file} is empty.", "Nothing was changed.")) with { Name = name };
        }
        catch (YamlException wrong)
        {
            var reason = wrong.InnerException is { } inner && inner is not YamlException ? inner.Message : wrong.Message;
            throw new Problem($"{file}, line {wrong.Start.Line}, column {wrong.Start.Column}: {reason}", "Nothing was changed.", inner: wrong);
        }
    }

    private static string Folder(string home)
    {
        var own = Path.Combine(home, "environments");
        return Directory.Exists(own) ? own : Path.Combine(home, "build", "environments");
    }
}
