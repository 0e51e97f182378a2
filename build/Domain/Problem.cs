namespace Bundt.Domain;

/// <summary>
/// Something that a person has to know about and can act on. Its message says what failed, on which resource, what was observed last, and
/// in what state things are; it is printed without a stack trace and ends the run with exit code 1.
/// </summary>
public class Problem : Exception
{
    /// <summary>Makes a problem.</summary>
    /// <param name="what">What failed, on which resource, and what was observed.</param>
    /// <param name="state">The state things are in now, above all whether live traffic is untouched; null when nothing was begun.</param>
    /// <param name="next">What to do next; null when that is plain.</param>
    /// <param name="inner">The failure underneath, shown at <c>--verbosity=diagnostic</c>.</param>
    public Problem(string what, string? state = null, string? next = null, Exception? inner = null)
        : base(string.Join(Environment.NewLine + "  ", new[] { what, state, next }.OfType<string>()), inner)
    {
        What = what;
        State = state;
        Next = next;
    }

    /// <summary>What failed.</summary>
    public string What { get; }

    /// <summary>The state things are in now.</summary>
    public string? State { get; }

    /// <summary>What to do next.</summary>
    public string? Next { get; }

    /// <summary>The same problem, told with the state that only the caller knows.</summary>
    public Problem In(string state, string? next = null) => new(What, state, next ?? Next, InnerException);
}
