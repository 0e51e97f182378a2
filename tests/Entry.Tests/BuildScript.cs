using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace Bundt.Entry.Tests;

/// <summary>build.ps1 as PowerShell reads it.</summary>
internal static partial class BuildScript
{
    /// <summary>The name of one build's directory.</summary>
    [GeneratedRegex(@"\bbin-[0-9a-f-]+")]
    public static partial Regex BuildName { get; }

    public static ScriptBlockAst Parse(string file, out ParseError[] errors) => Parser.ParseFile(file, out _, out errors);

    /// <summary>The script as Windows runs it: without the lines that hand over to build.sh elsewhere.</summary>
    public static string WithoutHandOver(string file)
    {
        var script = Parse(file, out _);
        var handOver = script.EndBlock.Statements.OfType<IfStatementAst>().Single(choice => choice.Extent.Text.Contains("build.sh", StringComparison.Ordinal)).Extent;
        return script.Extent.Text.Remove(handOver.StartOffset, handOver.EndOffset - handOver.StartOffset);
    }
}
