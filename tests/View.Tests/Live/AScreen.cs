using System.Text;
using System.Text.RegularExpressions;

namespace Bundt.View.Tests.Live;

/// <summary>A terminal's screen with its scrollback, as far as ECMA-48 is spoken to it here; anything else written to it is an error.</summary>
internal sealed partial class AScreen(int columns) : StringWriter
{
    private readonly List<StringBuilder> _rows = [new()];
    private int _row;
    private int _column;

    /// <summary>Its columns; rows that are longer are broken anew when they change.</summary>
    public int Columns
    {
        get;
        set
        {
            Take();
            field = value;
            List<StringBuilder> broken = [.. _rows.SelectMany(row => row.Length == 0 ? [row] : row.ToString().Chunk(value).Select(part => new StringBuilder(new string(part))))];
            _rows.Clear();
            _rows.AddRange(broken);
            (_row, _column) = (_rows.Count - 1, _rows[^1].Length);
        }
    } = columns;

    /// <summary>Its rows as a person sees them, without blanks at their ends and without empty ones at the end.</summary>
    public IReadOnlyList<string> Rows
    {
        get
        {
            Take();
            return [.. _rows.Select(row => row.ToString().TrimEnd()).Reverse().SkipWhile(row => row.Length == 0).Reverse()];
        }
    }

    /// <summary>How often something was written.</summary>
    public int Writes { get; private set; }

    public override void Write(StringBuilder? value)
    {
        Writes++;
        base.Write(value);
    }

    private void Take()
    {
        var text = ToString();
        GetStringBuilder().Clear();
        for (var at = 0; at < text.Length;)
        {
            if (Sequence.Match(text, at) is { Success: true } sequence && sequence.Index == at)
            {
                Obey(sequence.Groups["parameter"].Value, sequence.Groups["final"].Value);
                at += sequence.Length;
            }
            else
            {
                Put(text[at++]);
            }
        }
    }

    private void Obey(string parameter, string final)
    {
        switch (final)
        {
            case "A":
                _row -= int.Parse(parameter, System.Globalization.CultureInfo.InvariantCulture);
                _row.ShouldBeGreaterThanOrEqualTo(0, "the cursor went above the first line");
                break;
            case "K":
                Cut(_rows[_row]);
                break;
            case "J":
                Cut(_rows[_row]);
                _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
                break;
            default:
                (final, parameter).ShouldBeOneOf(("m", parameter), ("h", "?2026"), ("l", "?2026"));
                break;
        }
    }

    private void Put(char sign)
    {
        sign.ShouldNotBe('\e');
        if (sign == '\r')
        {
            _column = 0;
            return;
        }

        if (sign == '\n' || _column == Columns)
        {
            (_row, _column) = (_row + 1, 0);
            if (_row == _rows.Count)
                _rows.Add(new());
        }

        if (sign == '\n')
            return;
        var row = _rows[_row];
        row.Append(' ', Math.Max(0, _column + 1 - row.Length));
        row[_column++] = sign;
    }

    private void Cut(StringBuilder row) => row.Length = Math.Min(row.Length, _column);

    [GeneratedRegex("\\G\e\\[(?<parameter>[?0-9;]*)(?<final>[A-Za-z])")]
    private static partial Regex Sequence { get; }
}
