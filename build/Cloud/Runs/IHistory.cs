using Bundt.Domain.Runs;

namespace Bundt.Cloud.Runs;

/// <summary>The history of the runs that wrote to an environment: one small object for each.</summary>
public interface IHistory
{
    /// <summary>Writes down what there is to tell of a run; what was written of the same run before is replaced.</summary>
    Task Write(RunRecord record);

    /// <summary>The newest runs, the newest first.</summary>
    Task<IReadOnlyList<RunRecord>> Newest(int count);
}
