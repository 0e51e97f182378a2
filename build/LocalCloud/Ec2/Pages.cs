using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// The pages of a describe call. They go by the items' keys, so what comes or goes meanwhile shifts none.
/// Source: "Pagination" in "Query requests for Amazon EC2"; the ranges of <c>MaxResults</c> in the API Reference.
/// </summary>
internal static class Pages
{
    private const string Mark = "after:";

    /// <summary>The page that the call asks for, and the token of the next one.</summary>
    /// <param name="call">The call.</param>
    /// <param name="found">All that it asks for.</param>
    /// <param name="key">What tells an item from all others; the items come in its order.</param>
    /// <param name="least">The least number of items that a page may be asked to have.</param>
    /// <param name="most">The most.</param>
    /// <exception cref="AwsError"><c>InvalidParameterValue</c>, <c>InvalidNextToken</c>.</exception>
    public static (IReadOnlyList<T> Page, XElement? Next) Of<T>(
        AwsCall call, IEnumerable<T> found, Func<T, string> key, int least = 5, int most = 1000)
    {
        var size = Size(call, least, most);
        var after = call["NextToken"] is { Length: > 0 } token ? Decode(token) : "";
        var rest = found.Where(item => string.CompareOrdinal(key(item), after) > 0).OrderBy(key, StringComparer.Ordinal);
        if (size is not { } limit)
            return ([.. rest], null);
        var page = rest.Take(limit + 1).ToList();
        return page.Count <= limit ? (page, null) : (page[..limit], new XElement("nextToken", Encode(key(page[limit - 1]))));
    }

    /// <summary>The number of items that the call wants at most, or null.</summary>
    private static int? Size(AwsCall call, int least, int most) => call.Number("MaxResults") switch
    {
        { } size when size < least => throw Outside(size, $"greater than or equal to {least}"),
        { } size when size > most => throw Outside(size, $"less than or equal to {most}"),
        var size => size,
    };

    private static AwsError Outside(int size, string expected) => new(
        "InvalidParameterValue",
        string.Create(CultureInfo.InvariantCulture, $"Value ( {size} ) for parameter maxResults is invalid. Expecting a value {expected}."));

    private static string Encode(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Mark + key));

    private static string Decode(string token)
    {
        var text = Base64Url.IsValid(token) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)) : "";
        return text.StartsWith(Mark, StringComparison.Ordinal)
            ? text[Mark.Length..]
            : throw new AwsError("InvalidNextToken", "The token that was passed is not valid.");
    }
}
