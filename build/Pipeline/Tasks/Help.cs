using Bundt.Pipeline.Entry;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Says of each target what it does, with its options and examples. Reads nothing.</summary>
[TaskDescription("Show each target with its options and examples")]
public sealed class Help : FrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override void Run(ReleaseContext context)
    {
        foreach (var page in Guide.Pages())
            Console.WriteLine(page.ToText());
    }
}
