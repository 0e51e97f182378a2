using System.Xml.Linq;
using Bundt.LocalCloud.State;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>Who the caller is.</summary>
internal sealed class Sts(Keys keys)
{
    /// <summary>The one user that the local cloud knows.</summary>
    public const string CallerArn = $"arn:aws:iam::{Region.Account}:user/local";

    /// <summary>Adds the action.</summary>
    public void Register(ActionTable table) => table.Add("sts", "GetCallerIdentity", _ =>
    [
        new XElement("Arn", CallerArn),
        new XElement("UserId", keys.AccessKeyId.Replace("AKIA", "AIDA", StringComparison.Ordinal)),
        new XElement("Account", Region.Account),
    ]);
}
