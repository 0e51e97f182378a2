using System.Text;
using System.Text.RegularExpressions;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Bundt.View.Live;

/// <summary>
/// A terminal whose last lines are a picture that changes in its place; what is written goes above it, line by line, and stays. Each change is
/// one write that goes over what is there instead of clearing it first, so that nothing flickers.
/// </summary>
/// <param name="terminal">The terminal.</param>
/// <param name="size">Its columns and lines now.</param>
public sealed partial class LiveRegion(TextWriter terminal, Func<(int Columns, int Lines)> size) : TextWriter
{
    // ECMA-48, and synchronized output (DEC mode 2026), which terminals that do not know it pass over.
    private const string Begin = "\e[?2026h";
    private const string End = "\e[?2026l";
    private const string ToEndOfLine = "\e[K";
    private const string ToEndOfScreen = "\e[J";

    private Func<int, int, IRenderable>? _draw;
    private IReadOnlyList<string> _shown = [];
    private bool _isMidLine;

    /// <summary>What is locked while something is written. Where this writer is the console's, it has to be what the console itself locks.</summary>
    public object Gate { get; set; } = new();

    /// <inheritdoc />
    public override Encoding Encoding => terminal.Encoding;

    /// <summary>Shows a picture from now on.</summary>
    /// <param name="draw">Draws it for a number of columns and lines.</param>
    public void Show(Func<int, int, IRenderable> draw)
    {
        lock (Gate)
            _draw = draw;
        Redraw();
    }

    /// <summary>Draws the picture as it is now.</summary>
    public void Redraw()
    {
        lock (Gate)
            Draw("");
    }

    /// <summary>Takes the picture away; what is written then is written as it is.</summary>
    public void Clear()
    {
        lock (Gate)
        {
            _draw = null;
            Draw("");
        }
    }

    /// <inheritdoc />
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc />
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc />
    public override void Write(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        lock (Gate)
            Draw(value);
    }

    /// <inheritdoc />
    public override void WriteLine(string? value) => Write($"{value}\n");

    /// <inheritdoc />
    public override void Flush() => terminal.Flush();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Clear();
        base.Dispose(disposing);
    }

    private void Draw(string text)
    {
        var (columns, lines) = size();
        var frame = new StringBuilder(Begin).Append(ToTop(columns)).Append(text.Replace("\n", $"{ToEndOfLine}\n", StringComparison.Ordinal));
        // While a line is begun, such as a question, the picture would be in its way.
        if (text.Length > 0)
            _isMidLine = !text.EndsWith('\n');
        var picture = _isMidLine || _draw is null ? [] : Picture(_draw, columns, lines);
        if (text.Length == 0 && picture.SequenceEqual(_shown))
            return;
        _shown = picture;
        frame.AppendJoin($"{ToEndOfLine}\n", picture).Append(ToEndOfScreen).Append(End);
        terminal.Write(frame);
        terminal.Flush();
    }

    // A terminal that has become narrower has broken what is longer into several lines.
    private string ToTop(int columns)
    {
        if (_shown.Count == 0)
            return "";
        var rows = _shown.Sum(line => Math.Max(1, (Length(line) + columns - 1) / columns));
        return rows > 1 ? $"\r\e[{rows - 1}A" : "\r";
    }

    private static string[] Picture(Func<int, int, IRenderable> draw, int columns, int lines)
    {
        // A line that fills the last column would leave it to the terminal where the next one begins.
        var (width, height) = (Math.Max(20, columns - 1), Math.Max(1, lines / 2));
        var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.No });
        console.Profile.Width = width;
        console.Write(draw(width, height));
        return [.. text.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd('\r')).Take(height)];
    }

    private static int Length(string line) => Styling.Replace(line, "").Length;

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex Styling { get; }
}
