using Cake.Core;

namespace Cake.Frosting;

/// <summary>What is done before the first task.</summary>
public interface IFrostingSetup
{
    /// <summary>Runs once, before the first task; also in a dry run.</summary>
    void Setup(ICakeContext context, ISetupContext info);
}
