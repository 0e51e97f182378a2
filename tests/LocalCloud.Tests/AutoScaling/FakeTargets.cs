using Bundt.LocalCloud.LoadBalancing;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Tests.AutoScaling;

/// <summary>Target groups whose health and draining the test decides.</summary>
internal sealed class FakeTargets : ITargets
{
    private readonly Dictionary<string, Dictionary<string, string>> _groups = [];

    /// <summary>Whether deregistered targets stay for a while.</summary>
    public bool Drains { get; set; }

    public void Add(string arn) => _groups.Add(arn, []);

    public void Remove(string arn) => _groups.Remove(arn);

    public void Register(string region, string targetGroupArn, string instanceId) =>
        Of(targetGroupArn)[instanceId] = "initial";

    public void Deregister(string region, string targetGroupArn, string instanceId)
    {
        if (!Drains)
            Of(targetGroupArn).Remove(instanceId);
        else if (Of(targetGroupArn).ContainsKey(instanceId))
            Set(targetGroupArn, instanceId, "draining");
    }

    public IReadOnlyList<Target> Health(string region, string targetGroupArn) => _groups.TryGetValue(targetGroupArn, out var targets)
        ? [.. targets.Select(target => new Target(target.Key, 8080, target.Value))]
        : [];

    /// <summary>Puts a target into a state.</summary>
    public void Set(string arn, string id, string state) => Of(arn)[id] = state;

    /// <summary>Ends the draining of all targets.</summary>
    public void EndDraining()
    {
        foreach (var targets in _groups.Values)
        {
            foreach (var (id, _) in targets.Where(target => target.Value == "draining").ToList())
                targets.Remove(id);
        }
    }

    private Dictionary<string, string> Of(string arn) => _groups.TryGetValue(arn, out var targets)
        ? targets
        : throw new AwsError("TargetGroupNotFound", $"Target groups '{arn}' not found");
}
