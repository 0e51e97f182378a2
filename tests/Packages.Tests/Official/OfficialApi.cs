namespace Bundt.Packages.Tests.Official;

/// <summary>The public surface of an official package, as far as its list has it.</summary>
internal static class OfficialApi
{
    public static IReadOnlySet<Signature> Of(string package) => Read(List(package));

    /// <summary>The text of a package's list.</summary>
    public static string List(string package) => File.ReadAllText(PathOf(package));

    /// <summary>Where a package's list is, if there is one.</summary>
    public static string PathOf(string package) => Path.Combine(AppContext.BaseDirectory, "Official", $"{package}.txt");

    /// <summary>A list is either of a namespace's types, written out, or of what makes up an AWS client.</summary>
    public static IReadOnlySet<Signature> Read(string list)
    {
        var entries = ListEntry.Read(list);
        return entries[0].Heading.Split(' ') switch
        {
            ["namespace", var name] => entries.Skip(1).SelectMany(type => Signature.Of(name, type.Heading, type.Lines)).ToHashSet(),
            ["service", var name] => new ClientConventions(name, entries).Signatures().ToHashSet(),
            _ => throw new FormatException($"A list begins with its namespace or service, not with '{entries[0].Heading}'."),
        };
    }
}
