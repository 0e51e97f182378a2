using Bundt.Cloud.Images;
using Bundt.View;

namespace Bundt.Pipeline.Steps;

/// <summary>Looks for what bakes that were killed have left behind, and removes it.</summary>
public sealed class BakeSweep(IImages images, ReleaseView view)
{
    /// <summary>What there is.</summary>
    public Task<IReadOnlyList<BakeRemain>> Find(ReleaseContext context) => images.Remains(context.Settings.Home.Runs(context.Environment), BakeRun.IsOver);

    /// <summary>Removes it.</summary>
    /// <param name="target">The target that does.</param>
    /// <param name="remains">What there is.</param>
    public async Task Remove(string target, IEnumerable<BakeRemain> remains)
    {
        foreach (var remain in remains)
        {
            await images.Remove(remain);
            view.Say(target, $"{remain} removed: a bake that was killed had left it");
        }
    }
}
