using System.Security.Cryptography;

namespace Bundt.LocalCloud.Metadata;

/// <summary>
/// The session tokens of the instance metadata service: random, good for one instance and the seconds that were asked for, kept in memory
/// alone. Source: "Use the Instance Metadata Service to access instance metadata", Amazon EC2 User Guide.
/// </summary>
public sealed class MetadataTokens(TimeProvider time)
{
    private const int Bytes = 42;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Instance, DateTimeOffset Until)> _known = [];
    private readonly PriorityQueue<string, DateTimeOffset> _ending = new();

    /// <summary>A new token for an instance.</summary>
    public string Issue(string instance, TimeSpan life)
    {
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
        var until = time.GetUtcNow() + life;
        lock (_gate)
        {
            Forget();
            _known.Add(token, (instance, until));
            _ending.Enqueue(token, until);
        }

        return token;
    }

    /// <summary>Whether the token is one of this instance that has not expired.</summary>
    public bool Holds(string instance, string token)
    {
        lock (_gate)
        {
            Forget();
            return _known.TryGetValue(token, out var known) && known.Instance == instance;
        }
    }

    private void Forget()
    {
        while (_ending.TryPeek(out var token, out var until) && until <= time.GetUtcNow())
        {
            _ending.Dequeue();
            _known.Remove(token);
        }
    }
}
