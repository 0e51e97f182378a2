using Cake.Core.IO;

namespace Cake.Frosting.Hosting;

/// <summary>The directory that the build was told to run in.</summary>
internal sealed record WorkingDirectory(DirectoryPath Path);
