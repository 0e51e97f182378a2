using Bundt.Cloud.Servers;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.Domain.Servers;

namespace Bundt.Pipeline.Planning;

/// <summary>What groups have besides their sizes, in a plan: read at first, then as the plan has it. Of a group that the plan makes nothing is read.</summary>
internal sealed class PlannedSettings(ServerGroups real)
{
    private readonly Dictionary<string, Fittings> _fittings = [];
    private readonly Dictionary<string, DateTimeOffset?> _deadlines = [];
    private readonly Dictionary<string, IReadOnlyList<ScheduledAction>> _schedules = [];

    /// <summary>Makes a group of an order: its tags are with it from the beginning.</summary>
    public void Make(ServerGroupOrder order) =>
        (_fittings[order.Name], _deadlines[order.Name], _schedules[order.Name]) = (new([], [], order.Settings.Tags.Concat(order.Tags).ToDictionary()), null, []);

    /// <summary>A group's policies, metrics and tags.</summary>
    public async Task<Fittings> Fittings(ServerGroup group) => _fittings.TryGetValue(group.Name, out var planned) ? planned : _fittings[group.Name] = await real.Fittings(group);

    /// <summary>Adds to them.</summary>
    public void Fit(string name, Fittings missing) => _fittings[name] = _fittings[name].With(missing);

    /// <summary>A group's deadline.</summary>
    public async Task<DateTimeOffset?> Deadline(string name) => _deadlines.TryGetValue(name, out var planned) ? planned : _deadlines[name] = await real.Deadline(name);

    /// <summary>Sets it, or takes it away.</summary>
    public void SetDeadline(string name, DateTimeOffset? at) => _deadlines[name] = at;

    /// <summary>A group's recurring scheduled actions.</summary>
    public async Task<IReadOnlyList<ScheduledAction>> Schedule(string name) => _schedules.TryGetValue(name, out var planned) ? planned : _schedules[name] = await real.Schedule(name);

    /// <summary>Sets some of them anew.</summary>
    public async Task SetSchedule(string name, IReadOnlyList<ScheduledAction> actions) =>
        _schedules[name] = [.. (await Schedule(name)).Where(there => actions.All(action => action.Name != there.Name)), .. actions];

    /// <summary>Takes all away, and answers their names.</summary>
    public async Task<IReadOnlyList<string>> EndSchedule(string name)
    {
        IReadOnlyList<string> ended = _schedules.TryGetValue(name, out var planned)
            ? [.. planned.Select(action => action.Name)]
            : [.. (await real.Scheduled(name)).Where(action => action != Names.Deadline)];
        _schedules[name] = [];
        return ended;
    }
}
