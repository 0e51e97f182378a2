using System;
using System.Collections.Generic;
using System.Globalization;
using System.Xml;

namespace Amazon.Query;

/// <summary>Pulls a response out of its XML, forward only. Elements that no shape knows are skipped.</summary>
internal sealed class QueryReader(XmlReader xml)
{
    private bool _justOpenedEmpty;

    /// <summary>Steps into the current element; <see cref="Child"/> then walks its children.</summary>
    public void Open()
    {
        xml.MoveToContent();
        _justOpenedEmpty = xml.IsEmptyElement;
        xml.Read();
    }

    /// <summary>The name of the next child of the open element, or null after the last one, when the element is left.</summary>
    public string? Child()
    {
        if (_justOpenedEmpty)
        {
            _justOpenedEmpty = false;
            return null;
        }

        while (xml.NodeType is not (XmlNodeType.Element or XmlNodeType.EndElement))
        {
            if (!xml.Read())
                throw new XmlException("The response ends in the middle of an element.");
        }

        if (xml.NodeType is XmlNodeType.Element)
            return xml.LocalName;
        xml.Read();
        return null;
    }

    public void Skip() => xml.Skip();

    public void Into(IQueryOutput shape)
    {
        Open();
        while (Child() is { } name)
        {
            if (!shape.Read(name, this))
                Skip();
        }
    }

    public T Shape<T>()
        where T : IQueryOutput, new()
    {
        var shape = new T();
        Into(shape);
        return shape;
    }

    public string String() => xml.ReadElementContentAsString();

    public int? Int() => Value() is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public long? Long() => Value() is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    public double? Double() => Value() is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    public bool? Bool() => Value() is { } text ? bool.Parse(text) : null;

    public DateTime? Time() => Value() is { } text
        ? DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
        : null;

    public List<string>? List(List<string>? into) => Collect(into, static from => from.String());

    public List<T>? List<T>(List<T>? into)
        where T : IQueryOutput, new() => Collect(into, static from => from.Shape<T>());

    public Dictionary<string, string>? Map(Dictionary<string, string>? into)
    {
        Open();
        while (Child() is not null)
        {
            string key = "", value = "";
            Open();
            while (Child() is { } part)
            {
                if (part == "key")
                    key = String();
                else
                    value = String();
            }

            (into ??= [])[key] = value;
        }

        return into;
    }

    /// <summary>The text of an element that holds a number, a flag or a time; an empty element holds none.</summary>
    private string? Value() => String() is { Length: > 0 } text ? text : null;

    /// <summary>Adds the members to the list, which is made with the first one: an empty element leaves null.</summary>
    private List<T>? Collect<T>(List<T>? into, Func<QueryReader, T> read)
    {
        Open();
        while (Child() is not null)
            (into ??= []).Add(read(this));
        return into;
    }
}
