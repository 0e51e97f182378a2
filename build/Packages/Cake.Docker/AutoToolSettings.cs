using Cake.Core.Tooling;

namespace Cake.Docker;

/// <summary>
/// Settings whose properties become options of the command line: <c>ReadOnly</c> becomes <c>--read-only</c>. What is null is not written.
/// Cake's own <c>ToolTimeout</c> and <c>NoWorkingDirectory</c> become options too, which docker does not know: leave them alone.
/// </summary>
public abstract class AutoToolSettings : ToolSettings;
