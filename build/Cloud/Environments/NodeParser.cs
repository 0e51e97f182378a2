using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bundt.Cloud.Environments;

/// <summary>Parses what was parsed already.</summary>
internal sealed class NodeParser(IEnumerable<ParsingEvent> events) : IParser
{
    private readonly IEnumerator<ParsingEvent> _events = events.GetEnumerator();

    /// <inheritdoc />
    public ParsingEvent? Current { get; private set; }

    /// <inheritdoc />
    public bool MoveNext()
    {
        var more = _events.MoveNext();
        Current = more ? _events.Current : null;
        return more;
    }
}
