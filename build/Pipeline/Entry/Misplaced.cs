using Bundt.Domain;

namespace Bundt.Pipeline.Entry;

/// <summary>Finds options that say nothing to the targets that are asked for: whoever gives one has something else in mind.</summary>
internal static class Misplaced
{
    private static readonly string[] Rehearsing = ["Rehearse"];

    private static readonly (string Option, string[] Targets, string? Next)[] Places =
    [
        ("to", ["Rollback"], "A release is named with --release."), ("now", ["Rollback"], "A release is named with --release."), ("watch", ["Status"], null),
        ("dry-run", ["Provision", "Destroy", "Recover", "Chaos"], "What a release would do is shown by --target=DryRun."), ("keep-images", ["Destroy"], null),
        ("confirm", ["Provision", "Destroy", "Recover"], null), ("terraform", ["Provision", "Destroy", "Recover"], null), ("plugin-dir", ["Provision", "Destroy", "Recover"], null),
        ("endpoint", ["Provision"], "An environment that has a file says there where AWS is: aws.endpoint."),
        ("seed", ["Chaos", "Rehearse"], null), ("experiments", ["Chaos"], null),
        ("from", Rehearsing, null), ("scale", Rehearsing, null), ("faster", Rehearsing, null), ("load", Rehearsing, null), ("paths", Rehearsing, null), ("with-hooks", Rehearsing, null), ("faults", Rehearsing, null),
        // A release never takes the lease from somebody; going back may have to.
        ("take-lease", ["Rollback", "Abort", "Unlock"], "Wait with --wait-for-lease=5m, or end the lease of a run that hangs with --target=Unlock --reason=TEXT."),
    ];

    /// <summary>The first one, or null.</summary>
    public static Problem? First(CommandLine line)
    {
        foreach (var (option, targets, next) in Places.Where(place => line.Has(place.Option)))
        {
            if (!line.Targets.All(target => targets.Contains(target, StringComparer.OrdinalIgnoreCase)))
                return new($"--{option} is for {string.Join(", ", targets)}.", "Nothing was changed.", next);
        }

        var unlocks = line.Targets.Contains(nameof(Tasks.Unlock), StringComparer.OrdinalIgnoreCase);
        return unlocks && line["reason"] is null ? new("--target=Unlock takes the lease from another run, and has to say why.", "Nothing was changed.", "Say it with --reason=TEXT; the history keeps it.")
            : line["reason"] is not null && !unlocks && !line.Has("take-lease") ? new("--reason says why a lease is taken, and none is.", "Nothing was changed.", "Leave it out, or add --take-lease.")
            : null;
    }
}
