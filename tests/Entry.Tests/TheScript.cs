using System.Management.Automation.Language;

[assembly: CollectionBehavior(DisableTestParallelization = true)] // the path belongs to the process

namespace Bundt.Entry.Tests;

/// <summary>What both PowerShell 7 and Windows PowerShell 5.1 can read.</summary>
public sealed class TheScript
{
    private static readonly string File = Path.Combine(House.Root, "build.ps1");

    [Fact]
    public void Should_Parse()
    {
        BuildScript.Parse(File, out var errors);

        errors.ShouldBeEmpty();
    }

    [Fact]
    public void Should_Be_Ascii_Which_Every_Version_Reads_Alike() => System.IO.File.ReadAllBytes(File).ShouldAllBe(letter => letter < 128);

    [Fact]
    public void Should_Hold_No_Syntax_That_Is_Newer_Than_Windows_PowerShell()
    {
        var script = BuildScript.Parse(File, out _);

        script.FindAll(part => part is TernaryExpressionAst or PipelineChainAst
            || part is BinaryExpressionAst { Operator: TokenKind.QuestionQuestion }
            || part is AssignmentStatementAst { Operator: TokenKind.QuestionQuestionEquals }, searchNestedScriptBlocks: true).ShouldBeEmpty();
    }

    [Fact]
    public void Should_Ask_For_No_Variable_Of_Newer_Versions_Before_It_Knows_The_Edition()
    {
        var script = BuildScript.Parse(File, out _);
        var asked = script.FindAll(part => part is VariableExpressionAst { VariablePath.UserPath: "IsWindows" or "IsLinux" or "IsMacOS" }, searchNestedScriptBlocks: true);

        asked.ShouldHaveSingleItem().Parent.Parent.Extent.Text.ShouldBe("$PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows");
    }
}
