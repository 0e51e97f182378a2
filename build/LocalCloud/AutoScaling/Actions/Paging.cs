using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Cuts a listing into pages (<c>MaxRecords</c>, <c>NextToken</c>; sizes from the API reference); each goes on after the item that ended the one before.</summary>
internal static class Paging
{
    /// <summary>The usual size of a page, and the largest one of some listings.</summary>
    public const int SmallPage = 50;

    /// <summary>The largest page of most listings.</summary>
    public const int LargePage = 100;

    /// <summary>The page that the call asks for, and the token of the next one, if any.</summary>
    /// <param name="call">The call.</param>
    /// <param name="all">Everything, in an order that stays.</param>
    /// <param name="key">What tells one item from the others.</param>
    /// <param name="usual">The page's size when the call names none.</param>
    /// <param name="most">The largest page that there is.</param>
    /// <param name="order">How the keys are ordered, where they are: a page then goes on rightly when what ended the one before is gone.</param>
    /// <exception cref="AwsError"><c>InvalidNextToken</c>, or <c>ValidationError</c> for a size that there is not.</exception>
    public static (IReadOnlyList<T> Page, XElement? NextToken) Cut<T>(
        AwsCall call, IReadOnlyList<T> all, Func<T, string> key, int usual = SmallPage, int most = LargePage, IComparer<string>? order = null)
    {
        var size = Size(call, usual, most);
        var start = call["NextToken"] is { Length: > 0 } token ? Start(token, all, key, order) : 0;
        var page = all.Skip(start).Take(size).ToList();
        var end = start + page.Count;
        return (page, end < all.Count ? new XElement("NextToken", Token(end, key(page[^1]))) : null);
    }

    /// <summary>The size of the page that the call asks for.</summary>
    /// <exception cref="AwsError"><c>ValidationError</c> for a size that there is not.</exception>
    public static int Size(AwsCall call, int usual, int most) => (call.Number("MaxRecords") ?? usual) is var size && size >= 1 && size <= most
        ? size
        : throw Constraint.Outside("maxRecords", size, 1, most);

    private static string Token(int end, string key) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{end} {key}")));

    /// <summary>After the last item of the page before; where that stood, when it is gone.</summary>
    private static int Start<T>(string token, IReadOnlyList<T> all, Func<T, string> key, IComparer<string>? order)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(token)).Split(' ', 2);
            var end = int.Parse(parts[0], CultureInfo.InvariantCulture);
            for (var index = 0; index < all.Count; index++)
            {
                if (key(all[index]) == parts[1])
                    return index + 1;
                if (order?.Compare(key(all[index]), parts[1]) > 0)
                    return index;
            }

            return order is null ? Math.Max(0, end - 1) : all.Count;
        }
        catch (Exception broken) when (broken is FormatException or IndexOutOfRangeException or OverflowException)
        {
            throw new AwsError("InvalidNextToken", $"The token '{token}' is invalid.");
        }
    }
}
