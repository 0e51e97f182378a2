using System.Runtime.InteropServices;

namespace Bundt.Cloud.Runs;

/// <summary>A run that was started by this one.</summary>
public interface IChildRun
{
    /// <summary>Ends when it has ended and all that it said was told; its exit code.</summary>
    Task<int> Ended { get; }

    /// <summary>Passes a signal on to it; one that has ended is left alone.</summary>
    void PassOn(PosixSignal signal);
}
