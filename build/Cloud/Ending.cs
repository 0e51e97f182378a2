namespace Bundt.Cloud;

/// <summary>How a program is ended when the run is to stop.</summary>
internal enum Ending
{
    /// <summary>SIGTERM to it and to all that it started, and SIGKILL to what is left of them after a while.</summary>
    Whole,

    /// <summary>SIGTERM to it alone, and as much time as it takes: it looks after what it started, and cleans up.</summary>
    InItsOwnTime,
}
