using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Bundt.View.Reports;

/// <summary>Markup. What is filled into it is text and no markup, unless it is <see cref="Html"/> itself.</summary>
/// <param name="Markup">As a browser reads it.</param>
internal sealed record Html(string Markup)
{
    public static Html Nothing { get; } = new("");

    /// <summary>Markup with its holes filled.</summary>
    public static Html Of(Filled markup) => new(markup.Text);

    /// <summary>The same markup for each.</summary>
    public static Html Each<T>(IEnumerable<T> items, Func<T, Html> markup) => new(string.Concat(items.Select(item => markup(item).Markup)));

    /// <summary>Markup where there is something, else nothing.</summary>
    public static Html When(bool holds, Func<Html> markup) => holds ? markup() : Nothing;

    /// <summary>A number as SVG and people read it: with a point, and no more digits than that.</summary>
    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A time of the day in UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    [InterpolatedStringHandler]
    internal readonly ref struct Filled(int literals, int holes)
    {
        private readonly StringBuilder _text = new(literals + (holes * 16));

        public string Text => _text.ToString();

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(Html markup) => _text.Append(markup.Markup);

        public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(text));

        public void AppendFormatted(int number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");

        public void AppendFormatted(double number) => _text.Append(Number(number));
    }
}
