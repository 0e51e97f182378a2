using System.Xml;
using Bundt.Domain.Releases;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Bundt.Cloud.Sources;

/// <summary>The files with results that tests leave in their checkout. What is there before they run, in the repository above all, is none of them.</summary>
internal sealed class TestResults
{
    // What is linked to is not the tests' own, and might be anything on this computer.
    private static readonly EnumerationOptions NoLinks = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private readonly string _checkout;
    private readonly Matcher? _matcher;
    private readonly Dictionary<string, DateTime> _before;

    /// <summary>Looks at what is there before the tests run.</summary>
    /// <param name="checkout">Their folder.</param>
    /// <param name="patterns">Which files are results: paths below it, with <c>*</c> and <c>**</c>.</param>
    public TestResults(string checkout, IReadOnlyList<string> patterns)
    {
        _checkout = checkout;
        if (patterns.Count > 0)
        {
            _matcher = new(StringComparison.Ordinal);
            _matcher.AddIncludePatterns(patterns);
            _matcher.AddExcludePatterns(["**/.git/**", "**/node_modules/**"]);
        }

        _before = Matching().ToDictionary(file => file, Written);
    }

    /// <summary>Copies what is new or has changed since, and counts what it tells.</summary>
    /// <param name="folder">The folder to copy to, made where there is something.</param>
    /// <param name="line">Is told of a file that cannot be read.</param>
    /// <returns>What all of them tell, or null when there is none that can be read.</returns>
    public TestTally? Collect(string folder, Action<string> line)
    {
        var tallies = new List<TestTally>();
        foreach (var file in Matching().Where(file => !_before.TryGetValue(file, out var written) || written != Written(file)))
        {
            var copy = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(_checkout, file), copy, overwrite: true);
            try
            {
                using var stream = File.OpenRead(copy);
                if (TestReport.Read(stream) is { } tally)
                    tallies.Add(tally);
            }
            catch (Exception wrong) when (wrong is XmlException or IOException or UnauthorizedAccessException)
            {
                line($"{file} cannot be read, so it is not counted: {wrong.Message}");
            }
        }

        return TestTally.Sum(tallies);
    }

    private IEnumerable<string> Matching() => _matcher is null ? [] : _matcher
        .Match(_checkout, Directory.EnumerateFiles(_checkout, "*", NoLinks)).Files
        .Select(found => found.Path).Order(StringComparer.Ordinal);

    private DateTime Written(string file) => File.GetLastWriteTimeUtc(Path.Combine(_checkout, file));
}
