using Bundt.Domain;
using Bundt.Domain.Checks;

namespace Bundt.Pipeline.Steps;

/// <summary>Looks at one thing that a release needs; what stands in its way is a finding, and not the end.</summary>
internal static class Looking
{
    /// <summary>Looks.</summary>
    /// <param name="subject">The thing.</param>
    /// <param name="look">What finds it as it has to be, or tells otherwise by a problem.</param>
    public static async Task<IReadOnlyList<Finding>> At(string subject, Func<Task<IEnumerable<Finding>>> look)
    {
        try
        {
            return [.. await look()];
        }
        catch (Problem problem)
        {
            return [Finding.Must(subject, problem.What.TrimEnd('.'), "that it is there and can be used", problem.Next ?? "See what it says, and mend that.")];
        }
    }

    /// <summary>Looks at a thing that tells in a few words how it is.</summary>
    public static Task<IReadOnlyList<Finding>> At(string subject, Func<Task<string>> look) => At(subject, async () => [Finding.Fine(subject, await look())]);
}
