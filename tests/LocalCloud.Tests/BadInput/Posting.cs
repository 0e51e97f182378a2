using System.Text;
using Bundt.LocalCloud.Tests.Signing;

namespace Bundt.LocalCloud.Tests.BadInput;

/// <summary>Requests to an open cloud as a careless client makes them.</summary>
internal static class Posting
{
    /// <summary>Posts a form as it stands; the answer is the status and the error code.</summary>
    public static Task<string> Form(this RunningCloud cloud, string form) => Form(cloud, Encoding.Latin1.GetBytes(form));

    /// <summary>Posts bytes as a form.</summary>
    public static Task<string> Form(this RunningCloud cloud, byte[] form) =>
        Send(cloud, "POST", "/", form, ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));

    /// <summary>Calls an action of EC2 with the rest of a form.</summary>
    public static Task<string> Call(this RunningCloud cloud, string action, string rest = "") =>
        Form(cloud, $"Version=2016-11-15&Action={action}&{rest}");

    /// <summary>Calls an action of Systems Manager.</summary>
    public static Task<string> Ssm(this RunningCloud cloud, string action, string json) => Send(
        cloud, "POST", "/", Encoding.UTF8.GetBytes(json), ("Content-Type", "application/x-amz-json-1.1"), ("X-Amz-Target", $"AmazonSSM.{action}"));

    /// <summary>Sends any request.</summary>
    public static Task<string> Send(this RunningCloud cloud, string method, string target, byte[] body, params (string, string)[] headers) =>
        new SentRequest(method, target, [("Host", cloud.Endpoint.Authority), .. headers], body).Send(cloud.Endpoint);
}
