using System.Globalization;
using System.Text.RegularExpressions;

namespace Bundt.Domain.Environments;

/// <summary>The five fields of a recurrence: minute, hour, day of the month, month, day of the week (EC2 Auto Scaling user guide, scheduled scaling).</summary>
public static partial class CronExpression
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static readonly (int First, int Last, string[] Names, int NameOffset)[] Fields =
        [(0, 59, [], 0), (0, 23, [], 0), (1, 31, [], 0), (1, 12, Months, 1), (0, 7, Days, 0)];

    /// <summary>Whether a text is one.</summary>
    public static bool IsOne(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == Fields.Length && fields.Zip(Fields).All(pair => pair.First.Split(',').All(part => IsPart(part, pair.Second)));
    }

    private static bool IsPart(string part, (int First, int Last, string[] Names, int NameOffset) field)
    {
        if (Part().Match(part) is not { Success: true } match || (match.Groups["step"] is { Success: true } step && Number(step.Value) is null or 0))
            return false;
        if (match.Groups["all"].Success)
            return true;
        var (from, to) = (Value(match.Groups["from"].Value), match.Groups["to"] is { Success: true } end ? Value(end.Value) : int.MaxValue);
        return from >= field.First && from <= field.Last && (to == int.MaxValue || (to >= from && to <= field.Last));

        int? Value(string text) => Array.IndexOf(field.Names, text.ToUpperInvariant()) is >= 0 and var index ? index + field.NameOffset : Number(text);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\A((?<all>\*)|(?<from>[0-9]{1,2}|[A-Za-z]{3})(-(?<to>[0-9]{1,2}|[A-Za-z]{3}))?)(/(?<step>[0-9]{1,2}))?\z")]
    private static partial Regex Part();
}
