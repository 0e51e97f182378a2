using System.Xml.Linq;

namespace Bundt.LocalCloud.Wire;

/// <summary>How one query service words its answers.</summary>
/// <param name="Service">The signing name.</param>
/// <param name="Version">The API version, which calls are told apart by: all services answer at one address here.</param>
/// <param name="Namespace">The XML namespace of its answers.</param>
internal sealed record Flavour(string Service, string Version, XNamespace Namespace)
{
    /// <summary>The services that answer here.</summary>
    public static readonly IReadOnlyList<Flavour> All =
    [
        new("ec2", "2016-11-15", "http://ec2.amazonaws.com/doc/2016-11-15/"),
        new("autoscaling", "2011-01-01", "http://autoscaling.amazonaws.com/doc/2011-01-01/"),
        new("elasticloadbalancing", "2015-12-01", "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"),
        new("iam", "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/"),
        new("sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"),
    ];

    /// <summary>The flavour of the call's version, of the service that it is signed for, or of EC2.</summary>
    public static Flavour Of(string service, string? version) =>
        All.FirstOrDefault(known => known.Version == version) ?? All.FirstOrDefault(known => known.Service == service) ?? All[0];

    /// <summary>
    /// Actions of Auto Scaling and IAM that answer no result, not even an empty one. Source: their API models, versions 2011-01-01 and 2010-05-08.
    /// </summary>
    private static readonly HashSet<string> WithoutResult =
    [
        "AttachInstances", "CreateAutoScalingGroup", "CreateLaunchConfiguration", "CreateOrUpdateTags", "DeleteAutoScalingGroup",
        "DeleteLaunchConfiguration", "DeletePolicy", "DeleteScheduledAction", "DeleteTags", "DisableMetricsCollection",
        "EnableMetricsCollection", "ExecutePolicy", "PutScheduledUpdateGroupAction", "ResumeProcesses", "SetDesiredCapacity",
        "SetInstanceHealth", "SuspendProcesses", "UpdateAutoScalingGroup",
        "AddRoleToInstanceProfile", "AttachRolePolicy", "DeleteInstanceProfile", "DeleteRole", "DeleteRolePolicy", "DetachRolePolicy",
        "PutRolePolicy", "RemoveRoleFromInstanceProfile", "TagInstanceProfile", "TagRole", "UntagInstanceProfile", "UntagRole",
    ];

    private bool IsEc2 => Service == "ec2";

    /// <summary>The document of a good answer.</summary>
    public XDocument Answer(string action, string requestId, IEnumerable<XElement> children) => Document(IsEc2
        ? new XElement($"{action}Response", new XElement("requestId", requestId), children)
        : new XElement(
            $"{action}Response",
            WithoutResult.Contains(action) ? null : new XElement($"{action}Result", children),
            new XElement("ResponseMetadata", new XElement("RequestId", requestId))));

    /// <summary>The document of a refusal.</summary>
    public XDocument Refusal(AwsError error, string requestId)
    {
        var words = new[] { new XElement("Code", error.Code), new XElement("Message", XmlText.Of(error.Message)) };
        if (IsEc2)
        {
            var errors = new XElement("Errors", new XElement("Error", words));
            return new XDocument(new XElement("Response", errors, new XElement("RequestID", requestId)));
        }

        var sender = new XElement("Type", error.Status < 500 ? "Sender" : "Receiver");
        return Document(new XElement("ErrorResponse", new XElement("Error", sender, words), new XElement("RequestId", requestId)));
    }

    private XDocument Document(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf().Where(element => element.Name.Namespace == XNamespace.None))
            element.Name = Namespace + element.Name.LocalName;
        return new XDocument(root);
    }
}
