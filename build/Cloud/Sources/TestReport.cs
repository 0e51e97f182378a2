using System.Xml;
using System.Xml.Linq;
using Bundt.Domain.Releases;

namespace Bundt.Cloud.Sources;

/// <summary>Reads what test runners write: JUnit's XML, which most of them can, and TRX, which those of .NET do.</summary>
internal static class TestReport
{
    private const int Line = 200;

    // Whoever wrote it may have written anything: nothing outside of it is read.
    private static readonly XmlReaderSettings Plain = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CloseInput = false };

    /// <summary>Reads one.</summary>
    /// <returns>What it tells, or null when it is XML of another kind.</returns>
    /// <exception cref="XmlException">It is no XML, or not all of it is there.</exception>
    public static TestTally? Read(Stream stream)
    {
        using var reader = XmlReader.Create(stream, Plain);
        var root = XDocument.Load(reader).Root!;
        return root.Name.LocalName switch
        {
            "testsuites" or "testsuite" => Count(Named(root, "testcase"), HasFailed, test => Child(test, "skipped", "disabled") is not null, Failed),
            "TestRun" => Count(Named(root, "UnitTestResult"), result => Outcome(result) is "Failed" or "Error" or "Timeout" or "Aborted", result => !Passes(result), FailedOfTrx),
            _ => null,
        };
    }

    private static TestTally Count(IEnumerable<XElement> tests, Func<XElement, bool> failed, Func<XElement, bool> skipped, Func<XElement, FailedTest> tell)
    {
        var all = tests.ToLookup(test => failed(test) ? "failed" : skipped(test) ? "skipped" : "passed");
        return new(all["passed"].Count(), all["skipped"].Count(), [.. all["failed"].Select(tell)]);
    }

    private static bool HasFailed(XElement test) => Child(test, "failure", "error") is not null;

    private static FailedTest Failed(XElement test)
    {
        var failure = Child(test, "failure", "error")!;
        var (group, name) = (test.Attribute("classname")?.Value, test.Attribute("name")?.Value ?? "?");
        return new(string.IsNullOrEmpty(group) || name.StartsWith(group, StringComparison.Ordinal) ? name : $"{group}.{name}", FirstLine(failure.Attribute("message")?.Value) ?? FirstLine(failure.Value));
    }

    // Source: the schema of TRX files, vstst.xsd: the outcome may be absent, and then it is Failed.
    private static string Outcome(XElement result) => result.Attribute("outcome")?.Value ?? "Failed";

    private static bool Passes(XElement result) => Outcome(result) is "Passed" or "PassedButRunAborted" or "Completed" or "Warning";

    private static FailedTest FailedOfTrx(XElement result) =>
        new(result.Attribute("testName")?.Value ?? "?", FirstLine(Named(result, "Message").FirstOrDefault()?.Value));

    // By their names alone: some runners write them into a namespace, and some do not.
    private static IEnumerable<XElement> Named(XElement root, string name) => root.Descendants().Where(element => element.Name.LocalName == name);

    private static XElement? Child(XElement test, params string[] names) => test.Elements().FirstOrDefault(child => names.Contains(child.Name.LocalName));

    private static string? FirstLine(string? text) => text?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) is { } first
        ? first.Length > Line ? first[..Line] + "…" : first
        : null;
}
