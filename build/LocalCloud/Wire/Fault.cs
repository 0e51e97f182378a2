namespace Bundt.LocalCloud.Wire;

/// <summary>Something that is armed to go wrong.</summary>
public sealed record Fault
{
    /// <summary>Its id, given when it is armed.</summary>
    public string Id { get; init; } = "";

    /// <summary>
    /// What goes wrong. Of calls: <c>throttling</c>, <c>error</c> (an answer 500), <c>latency</c>, <c>lostAnswer</c> (the work is done, the
    /// connection breaks). Of launches: <c>noCapacity</c>, <c>bootFails</c>, <c>bootNever</c>, <c>bootSlow</c>.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>The service it strikes, or <c>*</c>.</summary>
    public string Service { get; init; } = "*";

    /// <summary>The action it strikes, or <c>*</c>; of a launch, the image id.</summary>
    public string Action { get; init; } = "*";

    /// <summary>How many times it still strikes; 0 is for ever.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The seconds of <c>latency</c> and <c>bootSlow</c>.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether it strikes this action of this service.</summary>
    public bool Strikes(string kind, string service, string action) =>
        Kind == kind && (Service == "*" || Service == service) && (Action == "*" || Action == action);
}
