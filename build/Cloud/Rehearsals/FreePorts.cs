using System.Net;
using System.Net.Sockets;

namespace Bundt.Cloud.Rehearsals;

/// <summary>Ports of this computer that nobody listens on: below those that outgoing connections are given (ip_local_port_range), and away from local clouds' own.</summary>
public static class FreePorts
{
    private const int First = 18_000;
    private const int Last = 18_999;

    /// <summary>Finds some.</summary>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<int> Find(int count) => [.. Enumerable.Range(First, Last - First + 1).Where(IsFree).Take(count)];

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Any, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
