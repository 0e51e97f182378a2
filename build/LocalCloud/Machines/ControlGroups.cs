namespace Bundt.LocalCloud.Machines;

/// <summary>Where this process may make control groups. Source: cgroups(7), proc_pid_mountinfo(5).</summary>
public static class ControlGroups
{
    /// <summary>The controller of memory.</summary>
    public const string Memory = "memory";

    /// <summary>The controller of processors.</summary>
    public const string Processors = "cpu";

    /// <summary>
    /// The top of the hierarchy that has a controller, and the group in it beneath which groups with limits can be made; or why there is none.
    /// </summary>
    /// <param name="controller">The controller.</param>
    /// <param name="mounts">The text of <c>/proc/self/mountinfo</c>.</param>
    /// <param name="groups">The text of <c>/proc/self/cgroup</c>.</param>
    public static (string? Top, string? Parent, string? Refusal) For(string controller, string mounts, string groups)
    {
        var mounted = mounts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Mount.Parse).OfType<Mount>().ToList();
        var own = groups.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3).ToList();

        var first = mounted.Find(mount => mount.Kind == "cgroup" && mount.Options.Contains(controller));
        if (first is not null && own.Find(parts => parts[1].Split(',').Contains(controller)) is [.., var path])
            return (first.Point, first.Place(path), null);

        var second = mounted.Find(mount => mount.Kind == "cgroup2");
        if (second is null || own.Find(parts => parts is ["0", "", _]) is not [.., var unified])
            return (null, null, $"no control groups are mounted here that have the {controller} controller");
        for (var group = second.Place(unified); group.Length >= second.Point.Length; group = Path.GetDirectoryName(group)!)
        {
            if (HandsOn(group, controller))
                return (second.Point, group, null);
        }

        return (null, null, $"no control group above this process hands the {controller} controller on ({second.Place(unified)})");
    }

    private static bool HandsOn(string group, string controller)
    {
        var file = Path.Combine(group, "cgroup.subtree_control");
        return File.Exists(file) && File.ReadAllText(file).Split([' ', '\n']).Contains(controller);
    }

    private sealed record Mount(string Root, string Point, string Kind, string[] Options)
    {
        public static Mount? Parse(string line)
        {
            var fields = line.Split(' ');
            var end = Array.IndexOf(fields, "-");
            return end < 5 || fields.Length < end + 4 ? null : new Mount(fields[3], fields[4], fields[end + 1], fields[^1].Split(','));
        }

        /// <summary>The directory of a group; the mount may show only a part of the hierarchy.</summary>
        public string Place(string path) => Path.TrimEndingDirectorySeparator(
            Root == "/" || !(path + "/").StartsWith(Root + "/", StringComparison.Ordinal) ? Point + path : Point + path[Root.Length..]);
    }
}
