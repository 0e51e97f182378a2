using Bundt.Domain.Runs;

namespace Bundt.Cloud.Runs;

/// <summary>The history in the state bucket. The names of runs begin with their time, so that the order of keys is the order of runs.</summary>
/// <param name="bucket">The state bucket.</param>
public sealed class History(StateBucket bucket) : IHistory
{
    private const string Prefix = "history/";

    // How many are looked through at a time for the one that is wanted: it is seldom far back.
    private const int Batch = 10;

    /// <inheritdoc />
    public Task Write(RunRecord record) => bucket.Write($"{Prefix}{record.Run}.json", record, StateJson.Default.RunRecord, StateCondition.None);

    /// <inheritdoc />
    public async Task<IReadOnlyList<RunRecord>> Newest(int count) => await Read((await bucket.Keys(Prefix)).TakeLast(count));

    /// <inheritdoc />
    public async Task<RunRecord?> Of(string group)
    {
        foreach (var keys in Enumerable.Reverse(await bucket.Keys(Prefix)).Chunk(Batch))
        {
            if ((await Read(keys.Reverse())).FirstOrDefault(run => run.Warm?.Name == group) is { } found)
                return found;
        }

        return null;
    }

    private async Task<IReadOnlyList<RunRecord>> Read(IEnumerable<string> keys)
    {
        var found = await Task.WhenAll(keys.Select(key => bucket.Read(key, StateJson.Default.RunRecord)));
        return [.. found.Select(run => run?.Value).OfType<RunRecord>().Reverse()];
    }
}
