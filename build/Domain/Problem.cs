namespace Bundt.Domain;

/// <summary>
/// Something that a person has to know about and can act on. Its message says which step failed of what, on which resource, what was observed
/// last, in what state things are, and what to do next; it is printed without a stack trace and ends the run with exit code 1.
/// </summary>
public class Problem : Exception
{
    /// <summary>Makes a problem.</summary>
    /// <param name="what">What failed, on which resource, and what was observed.</param>
    /// <param name="state">The state things are in now, above all whether live traffic is untouched; null where only the run knows.</param>
    /// <param name="next">What to do next; null when that is to run again.</param>
    /// <param name="inner">The failure underneath, shown at <c>--verbosity=diagnostic</c>.</param>
    public Problem(string what, string? state = null, string? next = null, Exception? inner = null)
        : base(what, inner)
    {
        What = what;
        State = state;
        Next = next;
    }

    /// <summary>The step of the run that failed, such as <c>Deploy</c>; null before any began.</summary>
    public string? Step { get; private set; }

    /// <summary>What failed.</summary>
    public string What { get; }

    /// <summary>The state things are in now.</summary>
    public string? State { get; private set; }

    /// <summary>What to do next.</summary>
    public string? Next { get; private set; }

    /// <summary>What a person is told, a line each.</summary>
    public IEnumerable<string> Lines => new[] { Step is null ? What : $"{Step}: {What}", State, Next }.OfType<string>();

    /// <inheritdoc />
    public override string Message => string.Join(Environment.NewLine + "  ", Lines);

    /// <summary>The same problem, told with the state that only the caller knows.</summary>
    public Problem In(string state, string? next = null) => new(What, state, next ?? Next, InnerException);

    /// <summary>Adds what only the run knows. What was said where it failed stays.</summary>
    /// <param name="step">The step of the run, or null before any began.</param>
    /// <param name="traffic">The state of live traffic; left out where that is told already.</param>
    /// <param name="next">What to do next.</param>
    public void Complete(string? step, string traffic, string next)
    {
        Step = step;
        if (State?.Contains("traffic", StringComparison.OrdinalIgnoreCase) != true)
            State = State is null ? traffic : $"{State} {traffic}";
        Next ??= next;
    }
}
