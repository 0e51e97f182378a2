using Bundt.Domain.Runs;

namespace Bundt.Cloud.Runs;

/// <summary>The history in the state bucket. The names of runs begin with their time, so that the order of keys is the order of runs.</summary>
/// <param name="bucket">The state bucket.</param>
public sealed class History(StateBucket bucket) : IHistory
{
    private const string Prefix = "history/";

    /// <inheritdoc />
    public Task Write(RunRecord record) => bucket.Write($"{Prefix}{record.Run}.json", record, StateJson.Default.RunRecord, StateCondition.None);

    /// <inheritdoc />
    public async Task<IReadOnlyList<RunRecord>> Newest(int count)
    {
        var keys = (await bucket.Keys(Prefix)).TakeLast(count).Reverse();
        var found = await Task.WhenAll(keys.Select(key => bucket.Read(key, StateJson.Default.RunRecord)));
        return [.. found.Select(run => run?.Value).OfType<RunRecord>()];
    }
}
