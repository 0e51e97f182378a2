using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;

namespace Cake.Frosting.Hosting;

/// <summary>The command line, read.</summary>
/// <param name="Targets">The tasks to run, in order.</param>
/// <param name="Mode">What to do with them.</param>
/// <param name="Exclusive">Leave out what the targets depend on.</param>
/// <param name="Verbosity">How much to log, or null when the configuration decides.</param>
/// <param name="Working">The directory to run in, or null.</param>
/// <param name="Arguments">Everything that is the build's own.</param>
internal sealed record RunOptions(
    IReadOnlyList<string> Targets, RunMode Mode, bool Exclusive, Verbosity? Verbosity, DirectoryPath? Working, ICakeArguments Arguments);
