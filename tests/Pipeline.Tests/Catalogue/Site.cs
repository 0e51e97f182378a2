using System.Text;
using System.Text.RegularExpressions;
using Bundt.Pipeline.Tests.Architecture;

namespace Bundt.Pipeline.Tests.Catalogue;

/// <summary>The places in the source where a failure is put into words, each with the words that are always the same.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Words">The words of its arguments, in pieces.</param>
internal sealed partial record Site(string Place, IReadOnlyList<string> Words)
{
    // Shorter pieces are found anywhere.
    private const int Least = 10;

    // What a member returns as a Problem may be made without its name.
    private const string Nameless = " new(";

    private static readonly string[] Makers =
    [
        "new Problem(", "new NoAnswer(", "new AwaitsApproval(", "new TakenBack(", "new Stopped(", ".In(", "Wrong(", "Refusal(", "cancellation.Problem(", "problem.Complete(",
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<Site> All() => new[] { "Domain", "Cloud", "View", "Pipeline" }.SelectMany(project => House.Sources("build", project)).SelectMany(In);

    private static IEnumerable<Site> In(string file)
    {
        var text = File.ReadAllText(file);
        var seen = new HashSet<int>();
        foreach (var maker in Makers.Append(Nameless))
        {
            for (var at = text.IndexOf(maker, StringComparison.Ordinal); at >= 0; at = text.IndexOf(maker, at + 1, StringComparison.Ordinal))
            {
                var begin = at + maker.Length;
                if (!seen.Add(begin) || (maker == Nameless && !Member().Matches(text[..at]).Last().Value.Contains("Problem", StringComparison.Ordinal)))
                    continue;
                var words = new Reader(text, begin).Arguments().Select(word => word.Trim()).Where(word => word.Length >= Least && word.Contains(' ')).ToList();
                if (words.Count > 0)
                    yield return new($"{House.Named(file)}:{text[..at].Count(letter => letter == '\n') + 1}", words);
            }
        }
    }

    [GeneratedRegex("^    (public|private|internal) .*|\\A.", RegexOptions.Multiline)]
    private static partial Regex Member();

    /// <summary>Reads the pieces of the texts among the arguments of a call, those that stand in an interpolation too.</summary>
    private sealed class Reader(string text, int at)
    {
        private readonly List<string> _pieces = [];
        private int _at = at;

        public IReadOnlyList<string> Arguments()
        {
            Code(')');
            return _pieces;
        }

        private void Code(char end)
        {
            for (var depth = 0; _at < text.Length; _at++)
            {
                var letter = text[_at];
                if (letter == end && depth == 0)
                    return;
                if (letter is '(' or '[' or '{')
                    depth++;
                else if (letter is ')' or ']' or '}')
                    depth--;
                else if (letter == '\'')
                    _at = text.IndexOf('\'', text[_at + 1] == '\\' ? _at + 3 : _at + 2);
                else if (letter == '"')
                    Text(isFilled: text[_at - 1] == '$');
            }
        }

        private void Text(bool isFilled)
        {
            var piece = new StringBuilder();
            for (_at++; text[_at] != '"'; _at++)
            {
                if (text[_at] == '\\')
                    piece.Append(text[++_at]);
                else if (isFilled && text[_at] is '{' or '}' && text[_at + 1] == text[_at])
                    piece.Append(text[_at++]);
                else if (isFilled && text[_at] == '{')
                {
                    _pieces.Add(piece.ToString());
                    piece.Clear();
                    _at++;
                    Code('}');
                }
                else
                    piece.Append(text[_at]);
            }

            _pieces.Add(piece.ToString());
        }
    }
}
