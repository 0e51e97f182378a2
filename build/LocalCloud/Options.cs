using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bundt.LocalCloud;

/// <summary>What the server was started with.</summary>
public sealed record Options
{
    /// <summary>How the server is started, for people.</summary>
    public const string Usage =
        "usage: Bundt.LocalCloud --state DIR [--port N] [--machines process|none] [--any-credentials] [--region NAME] " +
        "[--git DIR] [--time-scale X] [--faults FILE]";

    /// <summary>The port on 127.0.0.1 (0 was replaced by a free one).</summary>
    public int Port { get; init; } = 4600;

    /// <summary>The folder of the state file, the object store and the machines' disks.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>Whether instances are real process trees (else the states go on without any process).</summary>
    public bool RealMachines { get; init; } = true;

    /// <summary>Whether signatures are left unchecked.</summary>
    public bool AnyCredentials { get; init; }

    /// <summary>The region of calls that are not signed for one.</summary>
    public string Region { get; init; } = "eu-west-1";

    /// <summary>The folder of bare git repositories served at <c>/git/NAME.git</c>, or null for none.</summary>
    public string? GitDirectory { get; init; }

    /// <summary>What AWS's minutes are multiplied with: 1 is AWS's own pace, 0.1 ten times as fast.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>A file of faults that are armed at the start, or null for none.</summary>
    public string? FaultFile { get; init; }

    /// <summary>Where clients reach the server.</summary>
    public Uri Endpoint => new($"http://127.0.0.1:{Port}");

    /// <summary>Reads the command line; what it does not say comes from variables such as <c>LOCALCLOUD_TIME_SCALE</c>.</summary>
    /// <exception cref="FormatException">An option is unknown or its value is not possible; the message says which.</exception>
    public static Options Parse(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var given = Read(arguments);
        string? Value(string name) =>
            given.GetValueOrDefault(name) ?? environment($"LOCALCLOUD_{name.ToUpperInvariant().Replace('-', '_')}");

        var machines = Value("machines") ?? "process";
        if (machines is not ("process" or "none"))
            throw new FormatException($"--machines is process or none, not {machines}");
        return new Options
        {
            Port = FreePort(Value("port") ?? "4600"),
            StateDirectory = Path.GetFullPath(Value("state") ?? throw new FormatException("--state is missing: the folder of the state")),
            RealMachines = machines == "process",
            AnyCredentials = Value("any-credentials") is "true" or "1",
            Region = Value("region") ?? "eu-west-1",
            GitDirectory = Value("git") is { } git ? Path.GetFullPath(git) : null,
            FaultFile = Value("faults") is { } faults ? Path.GetFullPath(faults) : null,
            TimeScale = Scale(Value("time-scale") ?? "1"),
        };
    }

    private static Dictionary<string, string> Read(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var parts = arguments[i].Split('=', 2);
            if (parts[0] == "--any-credentials")
                given["any-credentials"] = "true";
            else if (parts[0] is not ("--port" or "--state" or "--machines" or "--region" or "--git" or "--time-scale" or "--faults"))
                throw new FormatException($"unknown option {arguments[i]}");
            else
                given[parts[0][2..]] = parts.Length == 2 ? parts[1]
                    : ++i < arguments.Count ? arguments[i]
                    : throw new FormatException($"{parts[0]} needs a value");
        }

        return given;
    }

    private static double Scale(string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var scale) && scale > 0
            ? scale
            : throw new FormatException($"--time-scale is a number above 0, not {text}");

    private static int FreePort(string text)
    {
        if (!ushort.TryParse(text, CultureInfo.InvariantCulture, out var port))
            throw new FormatException($"--port is a number up to 65535, not {text}");
        if (port != 0)
            return port;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
