namespace Bundt.Scenarios.Stage;

/// <summary>A story that is told by a role which is allowed what Policy prints, and nothing else.</summary>
public abstract class PolicyStory(LocalCloud cloud, EnvironmentFile environment) : Scenario(cloud, environment), IAsyncLifetime
{
    private long _since;
    private HashSet<long> _ofRuns = [];

    public PrintedPolicy Policy { get; private set; } = new("");

    /// <summary>The calls that Policy itself has made.</summary>
    public IReadOnlyList<RecordedCall> CallsOfPolicy { get; private set; } = [];

    /// <summary>The calls of the runs, and of their Packer.</summary>
    public IReadOnlyList<RecordedCall> Calls { get; private set; } = [];

    /// <summary>The actions that they asked permission for.</summary>
    public IReadOnlyList<string> Called { get; private set; } = [];

    /// <summary>The actions of which Policy says why no recording shows them.</summary>
    public IReadOnlyList<string> Unseen { get; private set; } = [];

    /// <summary>The actions that this story has no occasion for, and another one has.</summary>
    public virtual IReadOnlyList<string> OfOtherStories => [];

    /// <summary>What is there before the role comes.</summary>
    protected virtual Task Before() => Task.CompletedTask;

    /// <summary>What the role does, all of it with success.</summary>
    protected abstract Task Allowed();

    /// <summary>What is tried afterwards.</summary>
    protected virtual Task After() => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        (await Cloud.Run("--target=LocalUp", $"--env={Environment.Name}")).ExitCode.ShouldBe(0);
        await Before();
        await IsPrinted();
        await Cloud.Enforce(Policy.Text);
        _since = await Cloud.Now();
        try
        {
            await Allowed();
        }
        finally
        {
            // Or the stories after this one would fail with it.
            await Cloud.Lift();
        }

        await IsRecorded();
        await After();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The calls of the runs that the policy would have refused without an action.</summary>
    public async Task<IEnumerable<RefusedCall>> WouldRefuse(string action) => (await Cloud.Refused(Policy.Without(action), _since)).Where(call => _ofRuns.Contains(call.Sequence));

    private async Task IsPrinted()
    {
        var since = await Cloud.Now();
        var run = await Cloud.Run("--target=Policy", $"--env={Environment.Name}", "--format=json");
        run.ExitCode.ShouldBe(0, run.Output);
        Policy = new(run.Answer);
        CallsOfPolicy = await Cloud.Calls(since);
        Unseen = [.. run.Output.Split('\n').Where(line => line.StartsWith("Unseen ", StringComparison.Ordinal)).SelectMany(line => line["Unseen ".Length..].Split(": ")[0].Split(',')).Select(action => action.Trim())];
        Narrator.Quote(run.Output.Split('\n').Single(line => line.StartsWith("Policy ", StringComparison.Ordinal) && line.Contains(" statements, ", StringComparison.Ordinal)));
    }

    private async Task IsRecorded()
    {
        Calls = [.. (await Cloud.Calls(_since)).Where(Then.IsOfARun)];
        _ofRuns = [.. Calls.Select(call => call.Sequence)];
        Called = [.. (await Cloud.Refused(PrintedPolicy.None, _since)).Where(call => _ofRuns.Contains(call.Sequence)).Select(call => call.Action).Distinct().Order(StringComparer.Ordinal)];
        Narrator.Tell("Then", $"{Calls.Count} calls asked for {Called.Count} actions; the policy has {Policy.Actions.Count} in {Policy.Statements} statements and {Policy.Documents} documents");
    }
}
