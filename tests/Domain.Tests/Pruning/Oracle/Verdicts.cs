namespace Bundt.Domain.Tests.Pruning.Oracle;

/// <summary>What may go, by the words of the rules 24 to 26 and of what is kept; written without a look at how Bundt does it.</summary>
internal sealed class Verdicts
{
    private readonly World _world;

    public Verdicts(World world)
    {
        _world = world;
        Refused = !LiveIsASuccessfulReleaseOfThisRun();
        if (Refused)
            return;
        foreach (var group in Own())
        {
            if (!MustStay(group))
                Groups.Add(group.Name);
        }

        foreach (var template in world.Templates)
        {
            if (template.Ours && !MustStay(template))
                Templates.Add(template.Id);
        }

        foreach (var image in world.Images)
        {
            if (!MustStay(image))
                Images.Add(image.Id);
        }
    }

    public bool Refused { get; }

    public HashSet<string> Groups { get; } = [];

    public HashSet<string> Templates { get; } = [];

    public HashSet<string> Images { get; } = [];

    private World.Group? Live { get; set; }

    private bool LiveIsASuccessfulReleaseOfThisRun()
    {
        // All traffic goes to one of the two; while it is divided, or goes nowhere, nothing is certain.
        if (_world.BlueWeight > 0 == _world.GreenWeight > 0)
            return false;
        foreach (var group in _world.Groups)
        {
            if (!group.BeingDeleted && group.AttachedTo == LiveColour() && (Live is null || group.Age < Live.Age))
                Live = group;
        }

        if (Live is null || Live.App is null || Live.Failed || Live.RolledBack)
            return false;
        return _world.MadeLive is null || _world.MadeLive == Live.Name;
    }

    private string LiveColour() => _world.BlueWeight > 0 ? "blue" : "green";

    private IEnumerable<World.Group> Own() => _world.Groups.Where(group => group.App == "web" && group.Env == "prod" && !group.BeingDeleted);

    private bool MustStay(World.Group group)
    {
        if (group.Name == Live!.Name || group.Name == Live.Replaced)
            return true;
        if (group.AttachedTo == LiveColour())
            return true;
        foreach (var (instance, targetGroup) in _world.ByHand)
        {
            if (targetGroup == LiveColour() && _world.Instances.Any(its => its.Id == instance && its.Group == group.Name))
                return true;
        }

        // It may be warm, or wait for an approval: its deadline ends it, and then it has no size.
        if (group.Size > 0 && group.AttachedTo is not null)
            return true;
        if (group.Failed || group.RolledBack)
            return false;
        var younger = Own().Count(other => !other.Failed && !other.RolledBack && other.Age < group.Age);
        return younger < _world.Retain;
    }

    private bool MustStay(World.Template template)
    {
        foreach (var group in _world.Groups)
        {
            if (!Groups.Contains(group.Name) && (group.Template == template.Id || group.Name == template.Name))
                return true;
        }

        var lostItsGroup = Groups.Any(name => _world.Groups.Single(group => group.Name == name).Template == template.Id);
        return !lostItsGroup && template.Made >= World.RunBegan;
    }

    private bool MustStay(World.Ami image)
    {
        foreach (var instance in _world.Instances)
        {
            if (instance.Image == image.Id && !(instance.Group is { } group && Groups.Contains(group)))
                return true;
        }

        foreach (var template in _world.Templates)
        {
            if (!Templates.Contains(template.Id) && template.Images.Contains(image.Id))
                return true;
        }

        foreach (var configuration in _world.Configurations)
        {
            // One that somebody else is launched from too, or of another name than the group's, is not Bundt's to remove.
            var goes = Groups.Contains(configuration.Name) && _world.Groups.Single(group => group.Name == configuration.Name).Configuration == configuration.Name
                && _world.Groups.Where(group => group.Configuration == configuration.Name).All(group => Groups.Contains(group.Name));
            if (!goes && configuration.Image == image.Id)
                return true;
        }

        foreach (var group in _world.Groups)
        {
            if (group.App == "web" && group.Release == image.Release && !Groups.Contains(group.Name))
                return true;
        }

        if (image.Keep || image.State == "pending")
            return true;
        return image.State == "available" && _world.Images.Count(other => other.State == "available" && other.Made > image.Made) < _world.Retain;
    }
}
