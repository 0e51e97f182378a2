using System.Net;
using System.Net.Sockets;
using Bundt.Cloud.Access;
using Bundt.Domain;

namespace Bundt.Cloud.Images;

/// <summary>Finds the address that this machine has for the temporary instance of a bake.</summary>
/// <param name="access">Reaches the account.</param>
/// <param name="teller">What answers with the address that it is asked from.</param>
internal sealed class OwnAddress(Func<AwsAccess> access, Uri teller)
{
    /// <summary>AWS's own; asked without a proxy, which SSH does not go through either.</summary>
    public static readonly Uri Teller = new("https://checkip.amazonaws.com");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Finds it.</summary>
    /// <param name="sshInterface">Which address of the temporary instance Packer connects to, as in <c>public_ip</c>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>A network of that address alone, such as <c>203.0.113.7/32</c>.</returns>
    /// <exception cref="Problem">It cannot be found.</exception>
    public async Task<string> Find(string sshInterface, CancellationToken cancellation)
    {
        var inside = access().Endpoint is { IsLoopback: true } || sshInterface.StartsWith("private", StringComparison.Ordinal);
        try
        {
            var address = inside ? await Towards(access().Endpoint?.Host ?? $"ec2.{access().Region}.amazonaws.com", cancellation) : await Outside(cancellation);
            return $"{address}/{(address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)}";
        }
        catch (Exception unknown) when (unknown is HttpRequestException or SocketException or FormatException || (unknown is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new Problem(
                $"bake.ingress is not set, and this machine's own address could not be found: {unknown.Message.TrimEnd('.')}.", "Nothing was started.",
                "Name it in the environment file, as in bake: { ingress: [203.0.113.7/32] }.", unknown);
        }
    }

    // The address from which packets go there; none is sent.
    private static async Task<IPAddress> Towards(string host, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(host, 443, cancellation);
        return ((IPEndPoint)socket.LocalEndPoint!).Address;
    }

    private async Task<IPAddress> Outside(CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        var said = (await client.GetStringAsync(teller, cancellation)).Trim();
        return IPAddress.TryParse(said, out var address) ? address : throw new FormatException($"{teller} answered '{said[..Math.Min(said.Length, 60)]}'");
    }
}
