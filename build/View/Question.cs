using Spectre.Console;

namespace Bundt.View;

/// <summary>Asks whoever sits at the terminal.</summary>
public static class Question
{
    /// <summary>Has them choose.</summary>
    /// <param name="question">The question.</param>
    /// <param name="choices">What there is to choose from.</param>
    /// <returns>The choice; null where nobody sits there.</returns>
    public static string? Choose(string question, IEnumerable<string> choices) => Console.IsInputRedirected || Console.IsOutputRedirected
        ? null
        : AnsiConsole.Prompt(new SelectionPrompt<string>().Title(question).AddChoices(choices).UseConverter(Markup.Escape));
}
