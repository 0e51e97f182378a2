using Cake.Core;

namespace Cake.Frosting;

/// <summary>A step of the build that can be a target. Only public classes are found.</summary>
public interface IFrostingTask
{
    /// <summary>Why the task is skipped when <see cref="ShouldRun"/> answers no, for the log.</summary>
    string SkippedMessage => string.Empty;

    /// <summary>Does the work.</summary>
    Task RunAsync(ICakeContext context);

    /// <summary>Whether the task has anything to do; a target that answers no fails the run.</summary>
    bool ShouldRun(ICakeContext context);

    /// <summary>Handles a failure of <see cref="RunAsync"/>; overriding it swallows the failure.</summary>
    void OnError(Exception exception, ICakeContext context);

    /// <summary>Runs after <see cref="RunAsync"/>, whether or not that failed.</summary>
    void Finally(ICakeContext context);
}
