namespace Bundt.Pipeline.Entry;

/// <summary>An option of the command line.</summary>
/// <param name="Name">Its name, as in <c>--env</c>.</param>
/// <param name="Value">What its value is called in the help, or null when it takes none.</param>
/// <param name="Meaning">What it does.</param>
/// <param name="Letter">Its one-letter name, as in <c>-t</c>, or null.</param>
internal sealed record Option(string Name, string? Value, string Meaning, string? Letter = null)
{
    /// <summary>All that there are: Bundt's own, then those that Cake reads itself.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [
        new("target", "TARGET", "what to do; Release without it", "t"),
        new("env", "NAME", "where to: the environment file NAME.yaml, or several: NAME,NAME; local without it"),
        new("parallel", "COUNT", "how many environments at a time, of several; 3 without it"),
        new("release", "VERSION", "the release: a version to give, or a tag that is there already"),
        new("bump", "PART", "how far to raise the version: major, minor or patch; from the commits without it"),
        new("plan", "FILE", "do exactly what this plan.json of DryRun says, or nothing"),
        new("home", "DIR", "the folder that holds your own environments, packer and scripts"),
        new("format", "FORMAT", "text, or json for scripts (Status, Doctor, Policy)"),
        new("region", "REGION", "the region to look around in (Init), or of an environment that has no file yet (Provision); AWS_REGION without it"),
        new("load-balancer", "NAME", "the load balancer of the new environment (Init)"),
        new("application", "NAME", "the application of the new environment (Init); from the load balancer's name without it"),
        new("checkout", "DIR", "the clone that releases of the new environment are cut from (Init)"),
        new("endpoint", "URL", "where AWS's calls go, of an environment that has no file yet (Provision): a URL, or local for the local cloud"),
        new("terraform", "FILE", "the Terraform to run (Provision, Destroy, Recover); the one on PATH without it"),
        new("plugin-dir", "DIR", "a filesystem mirror of Terraform's providers (Provision, Destroy, Recover)"),
        new("dry-run", null, "show what would be done, and change nothing (Provision, Destroy, Recover, Chaos)"),
        new("confirm", "NAME", "the environment's name, typed out: go on although live traffic is cut (Provision, Destroy, Recover)"),
        new("keep-images", null, "keep all images, for the environment to be recovered from (Destroy)"),
        new("watch", null, "go on showing what changes, until Ctrl-C (Status)"),
        new("retest", null, "test a commit again that is tagged already"),
        new("rebake", null, "bake again, though there is an image of the same inputs"),
        new("image", "AMI", "the image to explain (Explain)"),
        new("instance", "ID", "the instance to explain (Explain)"),
        new("approve", null, "let live traffic move where the environment wants a person to decide (swap.approval: manual), or a plan of Terraform's be carried out"),
        new("to", "VERSION", "the release to go back to, or forward (Rollback); the one before without it"),
        new("now", null, "go back at once, to whatever servers are healthy (Rollback)"),
        new("again", null, "release a version that was taken back before"),
        new("from", "VERSION", "the release that a rehearsal begins with; the one that is live without it (Rehearse)"),
        new("scale", "FACTOR", "what the sizes of a rehearsal are multiplied with, such as 0.5; 1 without it (Rehearse)"),
        new("faster", "FACTOR", "what the waits of a rehearsal are divided by; 10 without it (Rehearse)"),
        new("load", "COUNT", "how many requests a second a rehearsal is under; 50 without it (Rehearse)"),
        new("paths", "PATHS", "what these requests ask for besides the version and verify.requests: /,/cart (Rehearse)"),
        new("with-hooks", null, "run the hooks of the environment file in a rehearsal too (Rehearse)"),
        new("faults", "COUNT", "end a rehearsal with so many experiments with faults (Rehearse)"),
        new("seed", "NUMBER", "what the faults are chosen by: the same again by the same number (Rehearse)"),
        new("keep-failed", null, "keep a server group that failed, to look at it"),
        new("most-deletions", "N", "let this run remove so many server groups, launch templates and images (Prune)"),
        new("seed", "N", "draw the same choices again (Chaos)"),
        new("experiments", "N", "how many experiments, one after another (Chaos); 1 without it"),
        new("wait-for-lease", "TIME", "wait so long for another run that is changing the environment, such as 5m"),
        new("take-lease", null, "take the lease from a run that hangs (Rollback, Abort)"),
        new("reason", "TEXT", "why a lease is taken from another run (Unlock, Rollback --take-lease)"),
        new("exclusive", null, "run the target alone, without those before it", "e"),
        new("verbosity", "LEVEL", "quiet, minimal, normal, verbose or diagnostic (with stack traces)", "v"),
        new("progress", "HOW", "live (on a terminal, how the run stands is shown below its lines) or plain (the lines alone)"),
        new("working", "DIR", "the working directory", "w"),
        new("dryrun", null, "only name the targets that would run"),
        new("tree", null, "show which target depends on which"),
        new("description", null, "show what each target does"),
        new("info", null, "show more about Cake"),
        new("version", null, "show Cake's version"),
        new("help", null, "show this", "h"),
    ];

    /// <summary>As it is written.</summary>
    public override string ToString() => Value is null ? $"--{Name}" : $"--{Name}={Value}";
}
