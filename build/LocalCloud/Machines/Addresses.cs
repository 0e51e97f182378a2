using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Bundt.LocalCloud.Machines;

/// <summary>Gives out loopback addresses that nothing on this computer listens on.</summary>
public sealed class Addresses
{
    private readonly Lock _gate = new();
    private readonly HashSet<IPAddress> _taken = [];
    private readonly Dictionary<byte, int> _lowest = [];
    private int? _first;

    /// <summary>
    /// Takes a free address in 127.<paramref name="network"/>.0.0/16: nobody here has it, and binding <paramref name="ports"/> on it works.
    /// </summary>
    /// <exception cref="InvalidOperationException">None of the 65,000 addresses is free.</exception>
    public IPAddress Take(byte network, params int[] ports)
    {
        lock (_gate)
        {
            for (var host = _lowest.GetValueOrDefault(network, _first ??= Block() << 8); host < 65_000; host++)
            {
                var address = new IPAddress([127, network, (byte)(host >> 8), (byte)host]);
                if ((byte)host is 0 or 255 || _taken.Contains(address) || !ports.All(port => IsFree(address, port)))
                    continue;
                _taken.Add(address);
                _lowest[network] = host + 1;
                return address;
            }
        }

        throw new InvalidOperationException($"no free address in 127.{network}.0.0/16");
    }

    /// <summary>Keeps an address that a restarted cloud already uses. False when something else has one of the ports by now.</summary>
    public bool Keep(IPAddress address, params int[] ports)
    {
        lock (_gate)
            return ports.All(port => IsFree(address, port)) && _taken.Add(address);
    }

    /// <summary>Gives an address back.</summary>
    public void Return(IPAddress address)
    {
        lock (_gate)
        {
            var bytes = address.GetAddressBytes();
            if (_taken.Remove(address) && _lowest.TryGetValue(bytes[1], out var lowest))
                _lowest[bytes[1]] = Math.Min(lowest, (bytes[2] << 8) + bytes[3]);
        }
    }

    // Several local clouds may run on one computer: each begins in a block of its own, the first (127.x.BLOCK.y) that nobody listens in.
    private static int Block()
    {
        var used = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Select(place => place.Address.GetAddressBytes())
            .Where(bytes => bytes is [127, not 0, _, _])
            .Select(bytes => (int)bytes[2])
            .ToHashSet();
        return Enumerable.Range(0, 250).First(block => !used.Contains(block) || block == 249);
    }

    private static bool IsFree(IPAddress address, int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
