namespace Bundt.Cloud.Runs;

/// <summary>Runs of this same program, each a process of its own.</summary>
public interface IChildRuns
{
    /// <summary>Starts one.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="output">Is told each line of its standard output.</param>
    /// <param name="errors">Is told each line of its standard error.</param>
    IChildRun Start(IReadOnlyList<string> arguments, Action<string> output, Action<string> errors);
}
