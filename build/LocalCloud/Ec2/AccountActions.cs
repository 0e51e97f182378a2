using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>What clients ask of an account before they begin.</summary>
internal sealed class AccountActions(Cloud cloud)
{
    /// <summary>Adds the action.</summary>
    public void Register(ActionTable table) => table.Add("ec2", "DescribeAccountAttributes", Describe);

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        var all = new Dictionary<string, string>
        {
            ["supported-platforms"] = "VPC",
            ["default-vpc"] = cloud.Read(call.Region).Vpcs.Values.FirstOrDefault(vpc => vpc.IsDefault)?.Id ?? "none",
            ["max-instances"] = "20",
            ["vpc-max-security-groups-per-interface"] = "5",
            ["max-elastic-ips"] = "5",
            ["vpc-max-elastic-ips"] = "5",
        };
        var asked = call.List("AttributeName");
        if (asked.FirstOrDefault(name => !all.ContainsKey(name)) is { } unknown)
            throw new AwsError("InvalidParameterValue", $"Value ({unknown}) for parameter attributeName is invalid. Unknown attribute.");
        yield return Xml.Set("accountAttributeSet", all.Where(pair => asked.Count == 0 || asked.Contains(pair.Key)).Select(pair => Xml.Item(
            new XElement("attributeName", pair.Key),
            Xml.Set("attributeValueSet", [Xml.Item(new XElement("attributeValue", pair.Value))]))));
    }
}
