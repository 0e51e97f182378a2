using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Changing how an instance that is there may ask the instance metadata service.</summary>
internal sealed class MetadataOptionsActions(Cloud cloud)
{
    /// <summary>Adds the action.</summary>
    public void Register(ActionTable table) => table.Add("ec2", "ModifyInstanceMetadataOptions", Modify);

    private IEnumerable<XElement> Modify(AwsCall call)
    {
        var id = call.Required("InstanceId");
        var changed = cloud.Change(call.Region, region =>
        {
            var instance = region.Instance(id);
            if (instance.State is "shutting-down" or "terminated")
                throw new AwsError("IncorrectInstanceState", $"The instance '{id}' is not in a state that its metadata options can be changed in.");
            var options = instance.Launch.MetadataOptions.With(call);
            options.Check(instance.Tags.Keys);
            return region with { Instances = region.Instances.With(instance with { Launch = instance.Launch with { MetadataOptions = options } }) };
        });

        // As on AWS, the answer calls pending what every later question finds applied.
        return [new XElement("instanceId", id), changed.Instances[id].Launch.MetadataOptions.Show("instanceMetadataOptions", "pending")];
    }
}
