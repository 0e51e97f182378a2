using System.Text;
using System.Xml.Linq;
using Bundt.LocalCloud.Machines;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Starting, stopping and ending instances, and what they wrote to their console.</summary>
internal sealed class InstanceStateActions(Cloud cloud, Instances instances, InstanceLife life, IMachines machines, TimeProvider time)
{
    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add("ec2", "StartInstances", call => Each(call, instances.Start));
        table.Add("ec2", "StopInstances", call => Each(call, instances.Stop));
        table.Add("ec2", "TerminateInstances", Terminate);
        table.Add("ec2", "RebootInstances", Reboot);
        table.Add("ec2", "GetConsoleOutput", Console);
    }

    private IEnumerable<XElement> Terminate(AwsCall call)
    {
        if (Named(call, cloud.Read(call.Region)).Find(one => one.Launch.DisableApiTermination) is { } instance)
        {
            throw new AwsError(
                "OperationNotPermitted",
                $"The instance '{instance.Id}' may not be terminated. Modify its 'disableApiTermination' attribute and try again.");
        }

        return Each(call, instances.Terminate);
    }

    private IEnumerable<XElement> Reboot(AwsCall call)
    {
        // Nothing in the state tells of a reboot, but a rehearsal ends where it would begin.
        var (_, rebooting) = cloud.Change(call.Region, region => (region, Named(call, region).ConvertAll(Rebootable)));
        rebooting.ForEach(instance => life.Reboot(call.Region, instance.Id));
        return Xml.Done;
    }

    private IEnumerable<XElement> Console(AwsCall call)
    {
        var instance = cloud.Read(call.Region).Instance(call.Required("InstanceId"));
        yield return new XElement("instanceId", instance.Id);
        yield return Xml.Time("timestamp", time.GetUtcNow());
        yield return new XElement("output", Convert.ToBase64String(Encoding.UTF8.GetBytes(machines.ConsoleOutput(instance.Id))));
    }

    private IEnumerable<XElement> Each(AwsCall call, Action<string, string> change)
    {
        var before = Named(call, cloud.Read(call.Region));
        foreach (var instance in before)
            change(call.Region, instance.Id);
        var after = cloud.Read(call.Region);
        yield return Xml.Set("instancesSet", before.Select(instance => Xml.Item(
            new XElement("instanceId", instance.Id),
            InstanceXml.State("currentState", after.Instances.GetValueOrDefault(instance.Id)?.State ?? "terminated"),
            InstanceXml.State("previousState", instance.State))));
    }

    private static Instance Rebootable(Instance instance) => instance.State == "running" ? instance : throw new AwsError(
        "IncorrectState", $"The instance '{instance.Id}' is not in a state from which it can be rebooted.");

    private static List<Instance> Named(AwsCall call, Region region)
    {
        var ids = call.List("InstanceId");
        return ids.Count == 0
            ? throw new AwsError("MissingParameter", "The request must contain the parameter InstanceId")
            : ids.Distinct().Select(region.Instance).ToList();
    }
}
