using Bundt.Domain.Traffic;

namespace Bundt.Cloud.Traffic;

/// <summary>The team's own programs: checks of new servers, checks of live traffic, and hooks around the swap.</summary>
public interface ITeamScripts
{
    /// <summary>Runs all of <c>scripts/verify</c> in parallel, against servers that are not live yet.</summary>
    /// <param name="facts">What they are told.</param>
    /// <param name="line">Is told what they say.</param>
    /// <param name="cancellation">Ends them.</param>
    Task<Verdict> Verify(ScriptFacts facts, Action<string> line, CancellationToken cancellation);

    /// <summary>Runs all of <c>scripts/watch</c> once, in parallel, against live traffic: anything but a pass takes it back.</summary>
    /// <param name="facts">What they are told.</param>
    /// <param name="line">Is told what they say.</param>
    /// <param name="cancellation">Ends them.</param>
    Task<Verdict> Watch(ScriptFacts facts, Action<string> line, CancellationToken cancellation);

    /// <summary>Runs a hook.</summary>
    /// <param name="path">Where it is, as the environment file says.</param>
    /// <param name="facts">What it is told.</param>
    /// <param name="line">Is told what it says.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<Verdict> Hook(string path, ScriptFacts facts, Action<string> line, CancellationToken cancellation);

    /// <summary>The hooks that are not there or cannot be run; what fails for that has failed too late.</summary>
    IReadOnlyList<string> MissingHooks();
}
