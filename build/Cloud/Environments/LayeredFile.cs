using Bundt.Domain;
using Bundt.Domain.Environments;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Bundt.Cloud.Environments;

/// <summary>
/// An environment file with those that it extends, as one tree: sections are merged key by key, and what the file itself says wins. Each node
/// still knows the file that it stands in.
/// </summary>
internal sealed class LayeredFile
{
    private static readonly YamlScalarNode Extends = new("extends");

    private readonly List<string> _files = [];
    private readonly Dictionary<YamlNode, int> _origins = new(ReferenceEqualityComparer.Instance);
    private readonly YamlNode? _root;

    private LayeredFile(string file) => _root = Load(file);

    /// <summary>Whether nothing is said at all.</summary>
    public bool IsEmpty => _root is null or YamlScalarNode { Value: null or "" };

    /// <summary>Whether it has sections at all, and is no list and no mere text.</summary>
    public bool HasSections => _root is YamlMappingNode;

    /// <summary>Reads a file and those that it extends.</summary>
    /// <exception cref="Problem">One of them is no YAML, holds a secret, is not there, or extends itself in the end.</exception>
    public static LayeredFile Read(string file) => new(file);

    /// <summary>The file that a mark of this tree's events, or of <see cref="Place"/>, is in.</summary>
    public string FileOf(Mark mark) => _files[(int)mark.Index];

    /// <summary>Where a key stands, or as much of its path as there is.</summary>
    /// <param name="key">Its path, as in <c>servers.min</c>.</param>
    public Mark Place(string key)
    {
        var node = _root!;
        foreach (var part in key.Split('.'))
        {
            if (node is not YamlMappingNode section || !section.Children.TryGetValue(new YamlScalarNode(part), out var next))
                break;
            node = next;
        }

        return Within(node, node.Start);
    }

    /// <summary>The whole tree for a deserializer, with environment variables in place of their names.</summary>
    public IEnumerable<ParsingEvent> Events() => [new StreamStart(), new DocumentStart(), .. Events(_root!), new DocumentEnd(isImplicit: true), new StreamEnd()];

    private YamlNode? Load(string file)
    {
        if (_files.Contains(file))
            throw EnvironmentFiles.Wrong(_files[^1], new Mark(0, 1, 1), $"it extends {Path.GetFileNameWithoutExtension(file)}, which in the end extends it");
        var text = File.ReadAllText(file);
        if (SecretForms.Find(text) is { } secret)
            throw EnvironmentFiles.Wrong(file, MarkOf(text, secret.At), $"this looks like {secret.What}", next: EnvironmentFiles.NoSecrets);
        _files.Add(file);
        var number = _files.Count - 1;
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        try
        {
            stream.Load(parser);
        }
        catch (YamlException wrong)
        {
            throw EnvironmentFiles.Wrong(file, wrong.Start, wrong.Message, wrong);
        }
        catch (InvalidOperationException wrong)
        {
            // What YamlDotNet 16 throws where a bracket is not closed; it has read as far as it could.
            throw EnvironmentFiles.Wrong(file, parser.Current?.End ?? new Mark(0, 1, 1), "from here on this is no YAML: a bracket may not be closed", wrong);
        }

        if (stream.Documents.Count == 0)
            return null;
        var root = stream.Documents[0].RootNode;
        foreach (var node in root.AllNodes)
            _origins.TryAdd(node, number);
        if (root is YamlMappingNode sections && sections.Children.Remove(Extends, out var extended))
            Merge(sections, Base(file, extended));
        return root;
    }

    private YamlMappingNode Base(string file, YamlNode extended)
    {
        var name = (extended as YamlScalarNode)?.Value ?? "";
        var below = Path.Combine(Path.GetDirectoryName(file)!, name + ".yaml");
        if (name.Length == 0 || name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(below))
            throw EnvironmentFiles.Wrong(file, extended.Start, $"extends is '{extended}': expected the name of another file beside this one, without its .yaml");
        return Load(below) as YamlMappingNode ?? throw EnvironmentFiles.Wrong(below, new Mark(0, 1, 1), "it is extended, and holds no sections");
    }

    // Lists are replaced whole: whoever names other subnets does not want those of the base beside them.
    private static void Merge(YamlMappingNode own, YamlMappingNode extended)
    {
        foreach (var (key, value) in extended.Children)
        {
            if (!own.Children.TryGetValue(key, out var there))
                own.Add(key, value);
            else if (there is YamlMappingNode section && value is YamlMappingNode below)
                Merge(section, below);
        }
    }

    private IEnumerable<ParsingEvent> Events(YamlNode node)
    {
        var (start, end) = (Within(node, node.Start), Within(node, node.End));
        return node switch
        {
            YamlMappingNode mapping =>
            [
                new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, mapping.Style, start, end),
                .. mapping.Children.SelectMany(pair => Scalar(pair.Key).Concat(Events(pair.Value))), new MappingEnd(end, end),
            ],
            YamlSequenceNode sequence =>
            [
                new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, sequence.Style, start, end),
                .. sequence.Children.SelectMany(Events), new SequenceEnd(end, end),
            ],
            _ => Scalar(node, filled: true),
        };
    }

    private IEnumerable<ParsingEvent> Scalar(YamlNode node, bool filled = false)
    {
        var (start, end) = (Within(node, node.Start), Within(node, node.End));
        var scalar = node as YamlScalarNode ?? throw new YamlException(start, end, "expected a key here, and not a list or a section");
        var value = scalar.Value ?? "";
        yield return new Scalar(
            AnchorName.Empty, TagName.Empty, filled ? VariableReferences.Fill(value, start, end) : value, scalar.Style, isPlainImplicit: true, isQuotedImplicit: true, start, end);
    }

    // The index of a mark, which nobody else reads, tells the file.
    private Mark Within(YamlNode node, Mark mark) => new(_origins[node], mark.Line, mark.Column);

    private static Mark MarkOf(string text, int at) => new(at, text[..at].Count(letter => letter == '\n') + 1, at - text[..at].LastIndexOf('\n'));
}
