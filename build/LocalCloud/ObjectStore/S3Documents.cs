using System.Text;
using System.Xml;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.ObjectStore;

/// <summary>The XML documents that requests of S3 hold. Source: the request syntax of DeleteObjects and CreateBucket, API Reference.</summary>
internal static class S3Documents
{
    private const int MostKeys = 1000;

    /// <summary>The keys that DeleteObjects lists, with their versions where it names them, and whether it wants to hear of failures only.</summary>
    /// <exception cref="AwsError"><c>MalformedXML</c>, <c>KeyTooLongError</c>.</exception>
    public static (IReadOnlyList<(string Key, string? Version)> Keys, bool Quiet) Keys(ReadOnlyMemory<byte> body)
    {
        var asked = Read(body, "Delete");
        var objects = Children(asked, "Object").ToList();
        if (objects.Count is 0 or > MostKeys)
            throw Malformed();
        var keys = objects.ConvertAll(one => Children(one, "Key").SingleOrDefault()?.Value is { Length: > 0 } key
            ? (key, Children(one, "VersionId").FirstOrDefault()?.Value)
            : throw Malformed());
        return (keys, Children(asked, "Quiet").FirstOrDefault()?.Value == "true");
    }

    /// <summary>Refuses a bucket configuration that is none.</summary>
    /// <exception cref="AwsError"><c>MalformedXML</c>.</exception>
    public static void CheckConfiguration(ReadOnlyMemory<byte> body)
    {
        if (!body.IsEmpty)
            Read(body, "CreateBucketConfiguration");
    }

    /// <summary>The document of a bucket's setting, as it is kept.</summary>
    /// <exception cref="AwsError"><c>MalformedXML</c>.</exception>
    public static string Setting(ReadOnlyMemory<byte> body, string root)
    {
        var document = Read(body, root);
        if (root == "VersioningConfiguration" && Children(document, "Status").SingleOrDefault()?.Value is not ("Enabled" or "Suspended"))
            throw Malformed();
        foreach (var element in document.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
            element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        }

        return document.ToString(SaveOptions.DisableFormatting);
    }

    private static XElement Read(ReadOnlyMemory<byte> body, string root)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XDocument.Load(reader).Root is { } found && found.Name.LocalName == root ? found : throw Malformed();
        }
        catch (Exception broken) when (broken is XmlException or DecoderFallbackException)
        {
            throw Malformed();
        }
    }

    private static IEnumerable<XElement> Children(XElement element, string name) =>
        element.Elements().Where(child => child.Name.LocalName == name);

    private static AwsError Malformed() =>
        new("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");
}
