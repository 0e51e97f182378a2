using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Ec2;

/// <summary>
/// How an instance may ask the instance metadata service. Where nothing is said, this account lets instances ask without a token. Source:
/// "Configure the Instance Metadata Service options" and "View tags for your EC2 instances using instance metadata", Amazon EC2 User Guide.
/// </summary>
public sealed partial record MetadataOptions
{
    private const string On = "enabled";
    private const string Off = "disabled";

    /// <summary>Whether each question needs a session token: <c>optional</c> or <c>required</c>.</summary>
    public string Tokens { get; init; } = "optional";

    /// <summary>Network hops that an answer with a token may travel, 1 to 64; kept and shown only.</summary>
    public int HopLimit { get; init; } = 1;

    /// <summary>Whether the service answers at all: <c>enabled</c> or <c>disabled</c>.</summary>
    public string Endpoint { get; init; } = On;

    /// <summary>Whether it has an IPv6 address, <c>enabled</c> or <c>disabled</c>; kept and shown only.</summary>
    public string Ipv6 { get; init; } = Off;

    /// <summary>Whether it tells the instance's tags: <c>enabled</c> or <c>disabled</c>.</summary>
    public string Tags { get; init; } = Off;

    /// <summary>Whether the service answers at all.</summary>
    public bool IsOn() => Endpoint == On;

    /// <summary>Whether it answers only with a token.</summary>
    public bool NeedsToken() => Tokens == "required";

    /// <summary>Whether it tells the instance's tags.</summary>
    public bool TellsTags() => Tags == On;

    /// <summary>What instances of an image begin with: one that demands tokens lets an answer travel two hops, for containers.</summary>
    public static MetadataOptions Of(Image? image) => image is { DemandsImdsV2: true } ? new() { Tokens = "required", HopLimit = 2 } : new();

    /// <summary>These options with those that a structure (or a call) says in their place.</summary>
    /// <exception cref="AwsError"><c>InvalidParameterValue</c> (EC2) or <c>ValidationError</c> (Auto Scaling).</exception>
    public MetadataOptions With(AwsCall said) => this with
    {
        Tokens = said.Choice("HttpTokens", "optional", "required") ?? Tokens,
        HopLimit = said.Number("HttpPutResponseHopLimit", 1, 64) ?? HopLimit,
        Endpoint = said.Choice("HttpEndpoint", On, Off) ?? Endpoint,
        Ipv6 = said.Choice("HttpProtocolIpv6", On, Off) ?? Ipv6,
        Tags = said.Choice("InstanceMetadataTags", On, Off) ?? Tags,
    };

    /// <summary>Refuses tags that could not be asked for by their keys, where the service is to tell them.</summary>
    /// <exception cref="AwsError"><c>InvalidParameterValue</c>.</exception>
    public void Check(IEnumerable<string> tagKeys)
    {
        if (TellsTags() && tagKeys.FirstOrDefault(key => !PlainKey().IsMatch(key)) is { } wrong)
        {
            throw new AwsError(
                "InvalidParameterValue",
                $"'{wrong}' is not a valid tag key. Tag keys must match pattern ([0-9a-zA-Z\\-_+=,.@:]{{1,255}}), "
                + "and must not be a reserved name ('.', '..', '_index')");
        }
    }

    /// <summary>The options as EC2 shows them.</summary>
    /// <param name="element">The element's name.</param>
    /// <param name="state"><c>applied</c>, or <c>pending</c> where they have just been changed.</param>
    public XElement Show(string element, string state) => new(
        element,
        new XElement("state", state),
        new XElement("httpTokens", Tokens),
        new XElement("httpPutResponseHopLimit", HopLimit),
        new XElement("httpEndpoint", Endpoint),
        new XElement("httpProtocolIpv6", Ipv6),
        new XElement("instanceMetadataTags", Tags));

    [GeneratedRegex(@"^(?!(\.|\.\.|_index)\z)[0-9a-zA-Z\-_+=,.@:]{1,255}\z")]
    private static partial Regex PlainKey();
}
