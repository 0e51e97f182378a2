using Bundt.Domain.Rehearsals;
using Bundt.Domain.Releases;

namespace Bundt.Pipeline.Rehearsals;

/// <summary>What is to be rehearsed.</summary>
/// <param name="Old">The release that the twin begins with.</param>
/// <param name="New">The release that is released then; without a tag it gets one, in the rehearsal's own copy of the repository.</param>
/// <param name="Twin">The twin.</param>
/// <param name="Network">The twin's network.</param>
public sealed record RehearsalOrder(ReleaseVersion Old, ReleaseVersion New, Twin Twin, TwinNetwork Network);
