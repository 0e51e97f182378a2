using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>The certificates of listeners. There is no certificate in this cloud, so a listener has none and gets none.</summary>
internal sealed class CertificateActions(Cloud cloud)
{
    private const string Service = "elasticloadbalancing";

    /// <summary>Adds the actions.</summary>
    public void Register(ActionTable table)
    {
        table.Add(Service, "DescribeListenerCertificates", Describe);
        table.Add(Service, "AddListenerCertificates", Add);
        table.Add(Service, "RemoveListenerCertificates", Remove);
    }

    private IEnumerable<XElement> Describe(AwsCall call)
    {
        cloud.Read(call.Region).Listener(call.Required("ListenerArn"));
        return Answer.Page<string>(call, "Certificates", [], arn => arn, arn => Answer.Member(new XElement("CertificateArn", arn)));
    }

    private IEnumerable<XElement> Add(AwsCall call) => throw new AwsError(
        "CertificateNotFound", $"Certificate '{string.Join("', '", Named(call))}' not found");

    /// <summary>Removing what is not there succeeds. Source: RemoveListenerCertificates lists no error for an unknown certificate.</summary>
    private IEnumerable<XElement> Remove(AwsCall call)
    {
        Named(call);
        return Answer.Nothing;
    }

    private List<string> Named(AwsCall call)
    {
        call.Demand("Certificates");
        cloud.Read(call.Region).Listener(call.Required("ListenerArn"));
        return [.. call.Structures("Certificates").Select(certificate => certificate.Required("CertificateArn"))];
    }
}
