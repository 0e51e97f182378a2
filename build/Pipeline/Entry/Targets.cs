using System.Reflection;
using Bundt.Pipeline.Tasks;
using Cake.Frosting;

namespace Bundt.Pipeline.Entry;

/// <summary>The targets that there are.</summary>
internal static class Targets
{
    // The chain in its order, then what stands beside it; a test holds the list to the tasks that Cake finds.
    private static readonly Type[] InOrder =
    [
        typeof(Test), typeof(Tag), typeof(Bake), typeof(Deploy), typeof(Verify), typeof(Swap), typeof(Prune), typeof(Tasks.Release),
        typeof(DryRun), typeof(Rehearse), typeof(Rollback), typeof(Abort), typeof(Unlock), typeof(Chaos), typeof(Provision), typeof(Destroy), typeof(Recover),
        typeof(Status), typeof(Explain), typeof(Init), typeof(Doctor), typeof(Policy), typeof(Help),
        typeof(LocalUp), typeof(LocalDown),
    ];

    private static readonly string[] Readers = [nameof(Status), nameof(Explain), nameof(Init), nameof(Doctor), nameof(Rehearse), nameof(Policy), nameof(Help), nameof(LocalUp), nameof(LocalDown)];

    private static readonly string[] Builders = [nameof(Provision), nameof(Destroy)];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. InOrder.Select(task => task.Name)];

    /// <summary>Whether a target only looks, or looks after the local cloud: none of them changes an environment.</summary>
    public static bool IsReader(string target) => Readers.Contains(target, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a target makes or removes what an environment stands on, which then need not be there.</summary>
    public static bool IsBuilder(string target) => Builders.Contains(target, StringComparer.OrdinalIgnoreCase);

    /// <summary>The targets that are walked for one, in order, itself the last.</summary>
    public static IReadOnlyList<string> Walked(string target)
    {
        var walked = new List<string>();
        for (var task = InOrder.First(task => task.Name.Equals(target, StringComparison.OrdinalIgnoreCase)); task is not null; task = task.GetCustomAttribute<IsDependentOnAttribute>()?.Task)
            walked.Insert(0, task.Name);
        return walked;
    }

    /// <summary>Their names with what each does.</summary>
    public static IReadOnlyList<(string Name, string Does)> Described() =>
        [.. InOrder.Select(task => (task.Name, task.GetCustomAttribute<TaskDescriptionAttribute>()!.Description))];
}
