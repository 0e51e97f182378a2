namespace Bundt.Domain.Releases;

/// <summary>What the results of the application's own tests tell.</summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Skipped">How many did not run.</param>
/// <param name="Failed">Those that failed.</param>
public sealed record TestTally(int Passed, int Skipped, IReadOnlyList<FailedTest> Failed)
{
    /// <summary>All of several results, or null when there are none.</summary>
    public static TestTally? Sum(IReadOnlyCollection<TestTally> all) => all.Count == 0 ? null
        : new(all.Sum(one => one.Passed), all.Sum(one => one.Skipped), [.. all.SelectMany(one => one.Failed)]);

    /// <summary>As in "123 passed, 2 failed, 1 skipped"; what there is none of is left out.</summary>
    public override string ToString() => string.Join(", ",
    [
        $"{Passed} passed",
        .. Failed.Count > 0 ? [$"{Failed.Count} failed"] : Array.Empty<string>(),
        .. Skipped > 0 ? [$"{Skipped} skipped"] : Array.Empty<string>(),
    ]);
}
