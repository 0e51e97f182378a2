using Bundt.Domain;
using Bundt.Domain.Environments;

namespace Bundt.Cloud;

/// <summary>
/// Lets one run at a time change an environment, among the runs of one home on one computer. The operating system lets go of it with the
/// process, however that ends. Between computers it holds nothing.
/// </summary>
public sealed class RunLock(Home home) : IDisposable
{
    private FileStream? _held;

    /// <summary>Takes it, or goes on when this run has it already.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="run">This run.</param>
    /// <exception cref="Problem">Another run has it; the message says which, and since when.</exception>
    public void Take(ReleaseEnvironment environment, string run)
    {
        if (_held is not null)
            return;
        var folder = Path.Combine(home.Team, "artifacts", environment.Name);
        Directory.CreateDirectory(folder);
        var holder = Path.Combine(folder, "run");
        try
        {
            _held = new FileStream(Path.Combine(folder, "run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(holder))
        {
            throw new Problem(
                $"Another run is changing {environment.Name}: {File.ReadAllText(holder)}, since {File.GetLastWriteTime(holder):HH:mm:ss}.", "This run changed nothing.",
                "Wait for it. To stop it, send it SIGTERM: the third part of its name is its process.");
        }

        File.WriteAllText(holder, run);
    }

    /// <inheritdoc />
    public void Dispose() => _held?.Dispose();
}
