using System.Xml.Linq;

namespace Bundt.LocalCloud.Tests.Survival;

/// <summary>Calls to a server as forms, such as <c>Action=DescribeVpcs</c>.</summary>
internal static class Calls
{
    private static readonly Dictionary<string, string> Versions = new()
    {
        ["ec2"] = "2016-11-15",
        ["autoscaling"] = "2011-01-01",
        ["elasticloadbalancing"] = "2015-12-01",
    };

    /// <summary>A call that must succeed.</summary>
    public static async Task<XElement> Call(this ServerProcess server, string form, string service = "ec2")
    {
        var (status, answer) = await server.Send(form, service);
        status.ShouldBe(200, $"{form}: {answer}");
        return answer;
    }

    /// <summary>A call that must fail; answers the status and the error code.</summary>
    public static async Task<string> Refused(this ServerProcess server, string form, string service = "ec2")
    {
        var (status, answer) = await server.Send(form, service);
        return $"{status} {answer.All("Code").FirstOrDefault()}";
    }

    /// <summary>Makes a security group: the least that can be made.</summary>
    public static Task<XElement> Make(this ServerProcess server, string name) => server.Call(Group(name));

    /// <summary>The call that makes a security group.</summary>
    public static string Group(string name) => $"Action=CreateSecurityGroup&GroupName={name}&GroupDescription={name}";

    /// <summary>The security groups that were made.</summary>
    public static async Task<IEnumerable<string>> Made(this ServerProcess server) =>
        (await server.Call("Action=DescribeSecurityGroups")).Descendants().Where(one => one.Name.LocalName == "securityGroupInfo").Elements()
        .Select(group => group.Elements().Single(one => one.Name.LocalName == "groupName").Value).Where(name => name != "default").Order(StringComparer.Ordinal);

    /// <summary>The texts of all elements of that name, in whatever namespace.</summary>
    public static IEnumerable<string> All(this XElement answer, string name) =>
        answer.Descendants().Where(one => one.Name.LocalName == name && !one.HasElements).Select(one => one.Value);

    private static async Task<(int Status, XElement Answer)> Send(this ServerProcess server, string form, string service)
    {
        using var body = new StringContent($"Version={Versions[service]}&{form}", null, "application/x-www-form-urlencoded");
        using var answer = await server.Http.PostAsync(server.Endpoint, body, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
