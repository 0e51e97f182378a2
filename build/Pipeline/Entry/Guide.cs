using Bundt.Pipeline.Tasks;
using Bundt.View;

namespace Bundt.Pipeline.Entry;

/// <summary>What there is to know of each target: the one source of <c>--target=Help</c> and of the pages in <c>build/docs</c>.</summary>
internal static class Guide
{
    private const string Command = "./build.sh --target=";

    private static readonly string[] Waiting = ["wait-for-lease"];
    private static readonly string[] Choosing = ["release", "bump", "retest"];
    private static readonly string[] Baking = [.. Choosing, "rebake"];
    private static readonly string[] Deploying = [.. Baking, "keep-failed", "again", .. Waiting];
    private static readonly string[] Releasing = [.. Deploying, "approve", "most-deletions"];

    private static readonly Dictionary<string, Entry> Entries = new()
    {
        [nameof(Test)] = new(Choosing, [("--env=internal", "Checks the newest commit out afresh and runs the application's own tests"), ("--env=internal --retest", "Does so for a commit that is tagged, and so was tested, already")],
            "A commit that fails is never tagged. The tests run on the computer itself or in a container (`application.testIn`)."),
        [nameof(Tag)] = new(Choosing, [("--env=internal", "Tags the tested commit with the next version, after its commit messages"), ("--env=internal --release=1.4.0", "Gives it this version")],
            "Tags are annotated, pushed, and never moved. A tag that stands on the commit already is fine."),
        [nameof(Bake)] = new(Baking, [("--env=internal", "Bakes an image from the tag with Packer, unless there is one of the same inputs"), ("--env=internal --rebake", "Bakes it anew")],
            "Whatever becomes of it, no temporary instance, key pair or security group stays. Nothing is launched from the image yet."),
        [nameof(Deploy)] = new(Deploying, [("--env=prod", "Launches a new server group beside the live one, and waits until it is healthy"), ("--env=prod --keep-failed", "Leaves a group that does not become healthy, to look at it")],
            "Live traffic does not go there. The group ends by itself at its deadline unless a run goes on with it."),
        [nameof(Verify)] = new(Deploying, [("--env=prod", "Deploys, and asks the new servers through the preview")],
            "Then `--target=Release --approve` goes on from there, where a person decides (`swap.approval: manual`)."),
        [nameof(Swap)] = new(Releasing, [("--env=prod", "Verifies, and moves live traffic, all at once or in steps"), ("--env=prod --approve", "Does so where a person has to decide, and has")],
            "Live traffic is watched afterwards, and goes back by itself when something is wrong."),
        [nameof(Prune)] = new(["most-deletions", .. Waiting], [("--env=prod --exclusive", "Removes what is older than the deployments that are kept, and nothing else"), ("--env=prod --exclusive --most-deletions=50", "Lets this run remove more than `prune.most`")],
            "What it keeps and removes, and why, is said of each thing. What live traffic reaches, any environment uses or somebody else launches from stays."),
        [nameof(Tasks.Release)] = new([.. Releasing, "plan", "parallel"], [("--env=prod", "The whole release"), ("--env=prod --plan=artifacts/prod/RUN/plan.json", "Exactly what was reviewed, or nothing"), ("--env=internal,prod --parallel=2", "To several environments: tested, tagged and baked once")],
            "Run again after anything went wrong: it goes on from where it stopped. With nothing new it writes nothing.", "It ends with a receipt: the way back, warm and cold, how long each takes, what it needs, and whether that is there."),
        [nameof(DryRun)] = new([.. Choosing, "rebake", "again", "most-deletions"], [("--env=prod", "Shows what a release would create, change and delete, and why")],
            "Reads only. The plan is left as plan.json and plan.md in artifacts/ENV/RUN."),
        [nameof(Provision)] = new(["approve", "confirm", "dry-run", "terraform", "plugin-dir", "endpoint", "region", .. Waiting], [("--env=prod --home=DIR", "Shows what Terraform would make of DIR/infrastructure/prod, asks, makes it, and writes DIR/environments/prod.yaml"), ("--env=prod --home=DIR --dry-run", "Shows it, and changes nothing"), ("--env=prod --home=DIR --approve", "Makes it without a question")],
            "DIR/infrastructure/state, where there is one, is made first: the bucket of leases and history. A plan that cuts live traffic takes `--confirm=prod`. The plan is left as text in artifacts/ENV/RUN."),
        [nameof(Destroy)] = new(["approve", "confirm", "dry-run", "keep-images", "terraform", "plugin-dir", .. Waiting], [("--env=development --home=DIR", "Shows what would go, asks, and removes it"), ("--env=development --home=DIR --confirm=development", "Does so without a question, though live traffic flows"), ("--env=development --home=DIR --keep-images --confirm=development", "Leaves the images, for Recover")],
            "Server groups, launch templates and images that nobody else keeps go first, then all that Terraform has made. The state bucket, with leases and history, stays, and so does the environment file."),
        [nameof(Recover)] = new(["release", "approve", "confirm", "dry-run", "keep-failed", "terraform", "plugin-dir", .. Waiting], [("--env=prod --home=DIR --approve", "Brings prod back to the release that was live last, by the history"), ("--env=prod --home=DIR --approve --release=1.4.1", "To a named release")],
            "Needs Terraform's folder, the environment file, the state bucket and the release's image; neither Packer nor git. Where something is live it changes nothing."),
        [nameof(Rollback)] = new(["to", "now", "take-lease", "reason", .. Waiting], [("--env=prod", "Back to the release before: one change of the live rule while its servers are warm"), ("--env=prod --to=1.4.0", "To a named release, older or newer, whose group or image is kept"), ("--env=prod --take-lease --reason=\"the release hangs\"", "Also while a run that hangs holds the lease")],
            "Waits until the servers that it goes to are more healthy than the live ones; `--now` does not."),
        [nameof(Abort)] = new(["take-lease", "reason", .. Waiting], [("--env=prod", "Calls a half-done release off: traffic goes back, and what live traffic never went to is removed")],
            "With nothing half done it does nothing."),
        [nameof(Unlock)] = new(["reason"], [("--env=prod --reason=\"the agent was lost\"", "Ends the lease of a run that hangs")],
            "That run makes no further write. The history keeps the reason."),
        [nameof(Chaos)] = new(["seed", "experiments", "dry-run", .. Waiting], [("--env=internal", "Strikes the live servers once, within the hours and by the kinds that the environment file allows, and watches until they are whole again"), ("--env=internal --dry-run", "Shows what it would do now"), ("--env=internal --seed=7 --experiments=10", "Ten experiments one after another; the same seed makes the same choices in a group of the same shape")],
            "Does nothing, and ends with exit code 0, outside the allowed hours, when the draw spares the servers, while another run holds the lease, while live traffic is divided or the group is not whole, and where too few healthy servers would remain.", "Exit code 1 where the group was not whole by the deadline."),
        [nameof(Status)] = new(["format", "watch"], [("--env=prod", "Shows what is live, warm and retired, what differs from the environment file, and who released what when"), ("--env=prod --watch", "Goes on showing what changes"), ("--env=prod --format=json", "The same for scripts; with `--watch` a line for each change")],
            "Reads only."),
        [nameof(Explain)] = new(["image", "instance"], [("--env=prod --instance=i-0123456789abcdef0", "Walks from a server back to its image, tag, commit and tests")],
            "Reads only. Exit code 1 where a link does not hold, which it names."),
        [nameof(Init)] = new(["region", "load-balancer", "application", "checkout"], [("--env=prod --home=DIR --region=eu-west-1", "Looks around in the account, and writes DIR/environments/prod.yaml"), ("--env=prod --home=DIR --load-balancer=shop-prod --application=shop --checkout=../shop", "The same without a question")],
            "Changes nothing in AWS, and no file that is there. What it could not find out it says, and marks in the file; Doctor says the rest."),
        [nameof(Doctor)] = new(["format"], [("--env=prod", "Looks at all that a release needs, and says how to mend what is wrong"), ("--env=prod --format=json", "The same for scripts")],
            "Reads only. Exit code 1 where something is missing that must be there."),
        [nameof(Rehearse)] = new(["release", "from", "scale", "faster", "load", "paths", "with-hooks", "faults", "seed"], [("--env=prod", "Builds prod's twin in a local cloud of its own, releases there what would be released, and goes back, warm and cold, all under load"), ("--env=prod --scale=0.5 --load=100 --paths=/,/cart", "Half as many servers, 100 requests a second, with paths that the verification does not ask for"), ("--env=prod --from=1.4.2 --release=1.5.0", "Between two named releases, also where production cannot be read")],
            "Reads production, and changes nothing there: what is released, tagged and pushed is so in the twin alone, which is ended and removed afterwards. Hooks are not run without `--with-hooks`.",
            "Exit code 1 where a request failed, a wrong version answered, servers were too few or a phase failed; the report, `rehearsal.html` and `rehearsal.json` in artifacts/ENV/RUN, names each with its likely cause, and in what the twin differs. Needs what the local cloud needs, and Packer."),
        [nameof(Policy)] = new(["format"], [("--env=prod", "Shows what the role of a run has to be allowed, statement by statement, and what no recording can tell"), ("--env=prod --format=json", "The IAM policy alone")],
            "Asks AWS nothing: the policy follows from the environment file. It allows releases, rollbacks, aborts and prunes of this environment, what Chaos does where the file has a section chaos, and nothing else.", "A test holds it to the calls that releases, rollbacks and prunes make."),
        [nameof(Tasks.Help)] = new([], [("", "Shows all of this")], "`--help` is the short form."),
        [nameof(LocalUp)] = new([], [("--env=local", "Starts the local cloud, and prints what any AWS client needs to reach it")], "A release to it starts it by itself."),
        [nameof(LocalDown)] = new([], [("--env=local", "Stops it with all its servers")], "What it stored stays for the next start."),
    };

    /// <summary>A page for each target, in their order.</summary>
    public static IReadOnlyList<TargetPage> Pages() =>
    [
        .. Targets.Described().Select(target => new TargetPage(
            target.Name, target.Does, [.. Targets.Walked(target.Name).SkipLast(1)],
            [.. Entries[target.Name].Options.Select(name => Option.All.First(option => option.Name == name)).Select(option => ($"{option}", option.Meaning))],
            [.. Entries[target.Name].Examples.Select(example => ($"{Command}{target.Name} {example.Arguments}".TrimEnd(), example.For))],
            Entries[target.Name].Notes)),
    ];

    private sealed record Entry(IReadOnlyList<string> Options, IReadOnlyList<(string Arguments, string For)> Examples, params IReadOnlyList<string> Notes);
}
