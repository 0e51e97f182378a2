using System.Net.NetworkInformation;

namespace Bundt.Scenarios.Stage;

/// <summary>What a local cloud has on this computer: looked for from outside, without asking it.</summary>
/// <param name="home">Its home.</param>
/// <param name="endpoint">Its endpoint.</param>
/// <param name="addresses">The addresses of its instances and load balancers.</param>
internal sealed class Leftovers(string home, Uri endpoint, IReadOnlyCollection<string> addresses)
{
    /// <summary>Processes, mounts and listening ports.</summary>
    public IReadOnlyList<string> Find() => [.. Processes(), .. Mounts(), .. Ports()];

    // Its own processes are named with its home or have its endpoint in their environment, as all processes of its instances have.
    private IEnumerable<string> Processes() => ProcessFolders().Where(folder =>
        Read(folder, "cmdline").Contains(home, StringComparison.Ordinal) || Read(folder, "environ").Contains(endpoint.Authority, StringComparison.Ordinal))
        .Select(folder => $"process {Path.GetFileName(folder)}: {Read(folder, "cmdline").Replace('\0', ' ')}");

    // Instances mount within namespaces of their own, and each process shows those that it sees.
    private IEnumerable<string> Mounts() => ProcessFolders().SelectMany(folder => Read(folder, "mountinfo").Split('\n'))
        .Where(mount => mount.Contains(home, StringComparison.Ordinal)).Distinct().Select(mount => $"mount {mount}");

    private IEnumerable<string> Ports() => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
        .Where(place => addresses.Contains(place.Address.ToString()) || place.ToString() == endpoint.Authority).Select(place => $"port {place}");

    private static IEnumerable<string> ProcessFolders() =>
        Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]) && Path.GetFileName(folder) != $"{Environment.ProcessId}");

    private static string Read(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
