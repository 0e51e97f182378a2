using System.Collections.Immutable;
using System.Globalization;

namespace Bundt.LocalCloud.Wire;

/// <summary>The faults that are armed.</summary>
public sealed class Faults(TimeProvider time)
{
    private static readonly string[] Kinds =
        ["throttling", "error", "latency", "lostAnswer", "noCapacity", "bootFails", "bootNever", "bootSlow"];

    private readonly Lock _gate = new();
    private ImmutableList<Fault> _armed = [];
    private int _last;

    /// <summary>What is armed now.</summary>
    public IReadOnlyList<Fault> Armed => _armed;

    /// <summary>Arms a fault.</summary>
    /// <exception cref="FormatException">There is no such kind.</exception>
    public Fault Arm(Fault fault)
    {
        if (!Kinds.Contains(fault.Kind))
            throw new FormatException($"no fault is called {fault.Kind}; there are {string.Join(", ", Kinds)}");
        lock (_gate)
        {
            var armed = fault with { Id = (++_last).ToString(CultureInfo.InvariantCulture) };
            _armed = _armed.Add(armed);
            return armed;
        }
    }

    /// <summary>Disarms one fault, or all when no id is given.</summary>
    public void Disarm(string? id = null)
    {
        lock (_gate)
            _armed = id is null ? [] : _armed.RemoveAll(fault => fault.Id == id);
    }

    /// <summary>The fault of that kind that strikes now, counted down, or null.</summary>
    public Fault? Take(string kind, string service = "*", string action = "*")
    {
        lock (_gate)
        {
            if (_armed.Find(fault => fault.Strikes(kind, service, action)) is not { } found)
                return null;
            _armed = found.Count switch
            {
                0 => _armed,
                1 => _armed.Remove(found),
                _ => _armed.Replace(found, found with { Count = found.Count - 1 }),
            };
            return found;
        }
    }

    /// <summary>What is armed for a call before its work is done: a delay, then a refusal.</summary>
    /// <exception cref="AwsError">Throttled or failed, with the codes that the service uses.</exception>
    public async Task Before(string service, string action, CancellationToken cancellation)
    {
        if (Take("latency", service, action) is { } slow)
            await Task.Delay(TimeSpan.FromSeconds(slow.Seconds), time, cancellation);
        if (Take("throttling", service, action) is not null)
            throw service switch
            {
                "ec2" => new AwsError("RequestLimitExceeded", "Request limit exceeded.", 503),
                "s3" => new AwsError("SlowDown", "Please reduce your request rate.", 503),
                _ => new AwsError("Throttling", "Rate exceeded"),
            };
        if (Take("error", service, action) is not null)
            throw service is "ec2" or "s3"
                ? new AwsError("InternalError", "An internal error has occurred.", 500)
                : new AwsError("InternalFailure", "An internal failure has occurred.", 500);
    }
}
