using Cake.Core;

namespace Cake.Frosting;

/// <summary>What is done before each task.</summary>
public interface IFrostingTaskSetup
{
    /// <summary>Runs before each task.</summary>
    void Setup(ICakeContext context, ITaskSetupContext info);
}
