using Cake.Core;

namespace Cake.Frosting;

/// <summary>What is done after each task.</summary>
public interface IFrostingTaskTeardown
{
    /// <summary>Runs after each task, whether or not it failed or was skipped.</summary>
    void Teardown(ICakeContext context, ITaskTeardownContext info);
}
