using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Asks the person at the terminal.</summary>
/// <param name="input">What the person types, or null where there is no terminal.</param>
/// <param name="view">Where the question is put.</param>
public sealed class Consent(TextReader? input, ReleaseView view)
{
    /// <summary>Whether there is somebody to be asked.</summary>
    public bool IsAnybodyThere => input is not null;

    /// <summary>Whether they say yes.</summary>
    public async Task<bool> To(string question, CancellationToken cancellation) => await Answer($"{question} [y/N]", cancellation) is "y" or "Y" or "yes";

    /// <summary>What they answer; null where nobody is there.</summary>
    public async Task<string?> Answer(string question, CancellationToken cancellation)
    {
        if (input is null)
            return null;
        view.Ask(question);
        return (await input.ReadLineAsync(cancellation))?.Trim();
    }
}
