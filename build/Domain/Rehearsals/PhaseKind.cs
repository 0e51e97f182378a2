namespace Bundt.Domain.Rehearsals;

/// <summary>What a phase of a rehearsal does.</summary>
public enum PhaseKind
{
    /// <summary>Releases what is live in production, as the twin's first release: there is no traffic yet.</summary>
    First,

    /// <summary>Releases the new version.</summary>
    Release,

    /// <summary>Goes back while the servers of the version before are warm.</summary>
    Warm,

    /// <summary>Goes forward again to the new version.</summary>
    Forward,

    /// <summary>Waits until the warm servers have gone, as they do at their deadline.</summary>
    Retire,

    /// <summary>Goes back when servers have to be launched first.</summary>
    Cold,

    /// <summary>Takes one server away from the live group, as a scaling policy does.</summary>
    ScaleIn,

    /// <summary>Lets faults strike.</summary>
    Faults,
}
