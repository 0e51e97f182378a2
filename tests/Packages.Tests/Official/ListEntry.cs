namespace Bundt.Packages.Tests.Official;

/// <summary>A heading of a list and the indented lines below it.</summary>
internal sealed record ListEntry(string Heading, IReadOnlyList<string> Lines)
{
    /// <summary>Reads a list; empty lines and what begins with # count for nothing.</summary>
    public static IReadOnlyList<ListEntry> Read(string text)
    {
        var entries = new List<ListEntry>();
        var lines = new List<string>();
        foreach (var line in text.Split('\n').Where(line => line.Trim() is not ("" or ['#', ..])))
        {
            if (line.StartsWith(' '))
                lines.Add(line.Trim());
            else
                entries.Add(new ListEntry(line.Trim(), lines = []));
        }

        return entries;
    }
}
