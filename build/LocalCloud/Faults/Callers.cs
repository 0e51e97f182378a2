using System.Net;
using Bundt.LocalCloud.Ec2;

namespace Bundt.LocalCloud.Faults;

/// <summary>
/// The programs of this computer that call, found through the sockets of their connections, and ended as a computer ends its own when it
/// goes down: at once, with all that they started. The server itself and whoever started it are spared.
/// Source: proc_pid_net(5) and proc_pid_fd(5).
/// </summary>
internal sealed partial class Callers(ILogger<Callers> log)
{
    private static readonly string[] Connections = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Kills whoever is at the other end of a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="program">
    /// Whom of its ancestors to kill with it, by a pattern of the command line: the farthest that matches, with all that it started. Null:
    /// none of them.
    /// </param>
    public void Kill(ConnectionInfo connection, string? program)
    {
        var processes = Processes.Read();
        foreach (var caller in Sockets(connection).SelectMany(socket => processes.Holding(socket)))
        {
            var root = processes.Ancestry(caller).LastOrDefault(one => program is not null && Wildcards.Match([program], Processes.CommandLine(one)), caller);
            if (processes.Ancestry(Environment.ProcessId).Contains(root))
                Spared(root);
            else
                Killed(root, Processes.Kill(root));
        }
    }

    // What is the local end here is the remote one there; .NET's clients have IPv4 addresses within IPv6 sockets.
    private static IEnumerable<string> Sockets(ConnectionInfo connection)
    {
        var ends = (There: End(connection.RemoteIpAddress!, connection.RemotePort), Here: End(connection.LocalIpAddress!, connection.LocalPort));
        return Connections.Where(File.Exists).SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > 9 && columns[1].EndsWith(ends.There, StringComparison.Ordinal) && columns[2].EndsWith(ends.Here, StringComparison.Ordinal))
            .Select(columns => $"socket:[{columns[9]}]");
    }

    private static string End(IPAddress address, int port) =>
        $"{Convert.ToHexString([.. address.MapToIPv4().GetAddressBytes().Reverse()])}:{port:X4}";

    [LoggerMessage(LogLevel.Information, "process {Process} was killed, {Count} processes in all")]
    private partial void Killed(int process, int count);

    [LoggerMessage(LogLevel.Warning, "process {Process} was not killed: it is this server, or started it")]
    private partial void Spared(int process);
}
