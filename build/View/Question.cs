using Spectre.Console;

namespace Bundt.View;

/// <summary>Asks whoever sits at the terminal.</summary>
public static class Question
{
    private static bool IsAnybodyThere => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    /// <summary>Has them choose.</summary>
    /// <param name="question">The question.</param>
    /// <param name="choices">What there is to choose from.</param>
    /// <returns>The choice; null where nobody sits there.</returns>
    public static string? Choose(string question, IEnumerable<string> choices) => IsAnybodyThere
        ? AnsiConsole.Prompt(new SelectionPrompt<string>().Title(question).AddChoices(choices).UseConverter(Markup.Escape))
        : null;

    /// <summary>Has them write.</summary>
    /// <param name="question">The question.</param>
    /// <param name="suggestion">The answer that is taken when they only press Enter.</param>
    /// <returns>The answer; null where nobody sits there.</returns>
    public static string? Ask(string question, string suggestion) => IsAnybodyThere
        ? AnsiConsole.Prompt(new TextPrompt<string>(question).DefaultValue(suggestion))
        : null;
}
