using Bundt.Cloud.Servers;
using Bundt.Cloud.Traffic;
using Bundt.Domain.Images;
using Bundt.Domain.Plans;
using Bundt.Domain.Servers;
using Bundt.Domain.Traffic;

namespace Bundt.Pipeline.Planning;

/// <summary>The environment as a plan has it: what was read of it, and what the plan has changed since.</summary>
public sealed class PlannedEnvironment(ServerGroups servers, LoadBalancer balancer, PlanNotes notes)
{
    private readonly Dictionary<string, ServerGroup> _groups = [];
    private readonly HashSet<string> _gone = [];
    private readonly List<ImageUse> _uses = [];
    private readonly List<Image> _baked = [];
    private Routing? _routing;

    /// <summary>The environment as it was read.</summary>
    public Fleet? Before { get; private set; }

    /// <summary>The environment as it would be.</summary>
    public Fleet After => new([.. _groups.Values], _routing ?? throw new InvalidOperationException("nothing was read"));

    /// <summary>The images that the plan bakes.</summary>
    public IReadOnlyList<Image> Baked => _baked;

    /// <summary>What uses images because of the plan.</summary>
    public IReadOnlyList<ImageUse> Uses => _uses;

    /// <summary>Live traffic: read at first, then as the plan has it.</summary>
    public async Task<Routing> Routing()
    {
        if (_routing is not null)
            return _routing;
        _routing = await balancer.Read();
        foreach (var fact in Facts.Of(_routing))
            notes.Observe(fact);
        return _routing;
    }

    /// <summary>The server groups: read at first, then as the plan has them.</summary>
    public async Task<Fleet> Fleet()
    {
        var routing = await Routing();
        if (Before is null)
        {
            Before = await servers.Fleet(routing);
            foreach (var group in Before.Groups)
            {
                _groups[group.Name] = group;
                notes.Observe(Facts.Of(group));
            }
        }

        return After;
    }

    /// <summary>The load balancer's opinion of a target group's servers: the plan's own are healthy, those of groups that it takes away are gone.</summary>
    public async Task<IReadOnlyList<TargetHealth>> Health(TargetGroup target)
    {
        var (read, now) = (Before!.Groups.SelectMany(group => group.Servers), _groups.Values.Where(group => group.TargetGroups.Contains(target.Arn)));
        var known = read.Select(server => server.Id).ToHashSet();
        var attached = now.SelectMany(group => group.Servers).Select(server => server.Id).ToHashSet();
        var seen = (await balancer.Health(target)).Where(health => attached.Contains(health.ServerId) || !known.Contains(health.ServerId));
        return [.. seen, .. attached.Except(known).Select(server => new TargetHealth(server, "healthy", null, null))];
    }

    /// <summary>Sends live traffic elsewhere, or a part of it.</summary>
    public void Forward(TargetGroup target, int percent)
    {
        var other = target == _routing!.Blue ? _routing.Green : _routing.Blue;
        var weights = new Dictionary<string, int> { [target.Arn] = percent, [other.Arn] = 100 - percent }.Where(weight => weight.Value > 0).ToDictionary();
        _routing = _routing with { Weights = weights, Actions = $"forward {percent} % to {target.Arn}" };
    }

    /// <summary>Makes a group, or changes it.</summary>
    public void Put(ServerGroup group)
    {
        _groups[group.Name] = group;
        if (group.Desired == 0)
            _gone.UnionWith(group.Servers.Select(server => server.Id));
    }

    /// <summary>Changes a group.</summary>
    public void Change(string name, Func<ServerGroup, ServerGroup> change) => Put(change(_groups[name]));

    /// <summary>Removes a group with what it was launched from.</summary>
    public void Remove(ServerGroup group)
    {
        _groups.Remove(group.Name);
        _gone.UnionWith(group.Servers.Select(server => server.Id).Append(group.LaunchTemplate).Append(group.LaunchConfiguration).OfType<string>());
    }

    /// <summary>Removes a launch template.</summary>
    public void Remove(LaunchTemplate template) => _gone.Add(template.Id);

    /// <summary>Bakes an image.</summary>
    public void Bake(Image image) => _baked.Add(image);

    /// <summary>Lets something use an image.</summary>
    public void Use(ImageUse use) => _uses.Add(use);

    /// <summary>Whether it is still there in the plan.</summary>
    public bool Is(ImageUse use) => !_gone.Contains(use.By);

    /// <summary>Whether it is still there in the plan.</summary>
    public bool Is(LaunchTemplate template) => !_gone.Contains(template.Id);
}
