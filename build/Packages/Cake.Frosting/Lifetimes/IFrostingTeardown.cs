using Cake.Core;

namespace Cake.Frosting;

/// <summary>What is done after the last task.</summary>
public interface IFrostingTeardown
{
    /// <summary>Runs once, after the last task, whether or not one failed; also in a dry run.</summary>
    void Teardown(ICakeContext context, ITeardownContext info);
}
