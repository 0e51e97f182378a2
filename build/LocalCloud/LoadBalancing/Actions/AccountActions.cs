using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.LoadBalancing.Actions;

/// <summary>What clients ask about the account and the region before they make anything.</summary>
internal static class AccountActions
{
    private const string Service = "elasticloadbalancing";

    // Of AWS's policies the default one, that of the recommended one, and one whose name clients bring along from examples.
    private static readonly (string Name, string[] Protocols, string[] Ciphers)[] Policies =
    [
        ("ELBSecurityPolicy-2016-08", ["TLSv1", "TLSv1.1", "TLSv1.2"], ["ECDHE-RSA-AES128-GCM-SHA256", "AES256-SHA"]),
        ("ELBSecurityPolicy-TLS13-1-2-2021-06", ["TLSv1.2", "TLSv1.3"], ["TLS_AES_128_GCM_SHA256", "ECDHE-RSA-AES128-GCM-SHA256"]),
        ("ELBSecurityPolicy-TLS13-1-2-Res-2021-06", ["TLSv1.2", "TLSv1.3"], ["TLS_AES_128_GCM_SHA256", "ECDHE-RSA-AES256-GCM-SHA384"]),
    ];

    /// <summary>Adds the actions.</summary>
    public static void Register(ActionTable table)
    {
        table.Add(Service, "DescribeAccountLimits", Limits);
        table.Add(Service, "DescribeSSLPolicies", SecurityPolicies);
    }

    private static IEnumerable<XElement> Limits(AwsCall call) => Answer.Page(
        call, "Limits", Quotas.All, quota => quota.Name,
        quota => Answer.Member(new XElement("Name", quota.Name), new XElement("Max", quota.Most)));

    private static IEnumerable<XElement> SecurityPolicies(AwsCall call)
    {
        var names = call.List("Names");
        return names.FirstOrDefault(name => !Policies.Any(policy => policy.Name == name)) is { } unknown
            ? throw new AwsError("SSLPolicyNotFound", $"SSL policy '{unknown}' not found")
            : Answer.Page(
                call, "SslPolicies", Policies.Where(policy => names.Count == 0 || names.Contains(policy.Name)), policy => policy.Name,
                policy => Answer.Member(
                    Answer.Values("SslProtocols", policy.Protocols),
                    Answer.Members("Ciphers", policy.Ciphers.Select((cipher, place) =>
                        Answer.Member(new XElement("Name", cipher), new XElement("Priority", place + 1)))),
                    new XElement("Name", policy.Name),
                    Answer.Values("SupportedLoadBalancerTypes", ["application", "network"])));
    }
}
