using Bundt.Domain;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Has a plan of Terraform's approved; where live traffic would be cut, by the environment's name typed out.</summary>
public sealed class Assent(Consent consent, ReleaseView view)
{
    /// <summary>Comes back when the plan may be carried out.</summary>
    /// <param name="context">The run.</param>
    /// <param name="question">What is asked, as in "Make this?".</param>
    /// <param name="cut">Why live traffic would be cut; null when it would not.</param>
    /// <exception cref="Problem">It may not, or nobody is there to be asked.</exception>
    public async Task Demand(ReleaseContext context, string question, string? cut)
    {
        var (name, settings) = (context.Environment.Name, context.Settings);
        if (cut is null)
        {
            if (settings.Has("approve") || settings.Confirmed == name)
                return;
            if (!consent.IsAnybodyThere)
                throw new Problem("The plan waits for approval.", "Nothing was changed.", $"It is above, and in {context.Artifacts}. --approve carries it out.");
            if (!await consent.To(question, context.Cancelled))
                throw new Problem("The plan was not approved.", "Nothing was changed.", $"When it may be carried out: {settings.Again}");
            return;
        }

        view.Say("Traffic", $"live traffic flows, and would be cut: {cut}");
        if (settings.Confirmed == name)
            return;
        if (settings.Confirmed is { } other)
            throw new Problem($"--confirm={other} is not the environment's name, {name}.", "Nothing was changed. Live traffic is untouched.", $"Is {name} meant at all?");
        if (!consent.IsAnybodyThere)
            throw new Problem($"This would cut the live traffic of {name}: {cut}.", "Nothing was changed. Live traffic is untouched.", $"If that is meant, say so by the environment's name: --confirm={name}.");
        if (await consent.Answer("Live traffic will be cut. If that is meant, type the environment's name:", context.Cancelled) != name)
            throw new Problem($"That is not the environment's name, {name}.", "Nothing was changed. Live traffic is untouched.", $"When it may be carried out: {settings.Again}");
    }
}
