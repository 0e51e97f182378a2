namespace Web.Tests;

/// <summary>Runs checks, prints each, and remembers what failed.</summary>
internal sealed class Checks
{
    private readonly List<string> _failed = [];
    private int _passed;

    /// <summary>Runs one check; an exception is its failure.</summary>
    public async Task That(string claim, Func<Task> check)
    {
        try
        {
            await check();
            _passed++;
            Console.WriteLine($"  ok    {claim}");
        }
        catch (Exception failure)
        {
            _failed.Add(claim);
            Console.WriteLine($"  FAIL  {claim}: {failure.Message}");
        }
    }

    /// <summary>Fails the check that runs, unless both are equal.</summary>
    public static void Equal<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new InvalidOperationException($"expected {expected}, got {actual}");
    }

    /// <summary>Prints the sum; the exit code is 0 only if every check passed.</summary>
    public int Report()
    {
        Console.WriteLine($"{_passed} passed, {_failed.Count} failed");
        foreach (var claim in _failed)
            Console.Error.WriteLine($"failed: {claim}");
        return _failed.Count == 0 ? 0 : 1;
    }
}
