using System.Net;
using System.Text;
using System.Xml;

namespace Bundt.LocalCloud.Wire;

/// <summary>
/// The parameters of a call of the query protocol, out of the query and the posted form. One that cannot be read is still read as far as it
/// can be, so that its sender is authenticated first, as on AWS.
/// </summary>
/// <param name="Parameters">The parameters by their wire names.</param>
/// <param name="Fault">Why it cannot be answered, or null.</param>
internal sealed record Form(IReadOnlyDictionary<string, string> Parameters, Form.Flaw? Fault)
{
    /// <summary>The bytes that a form may have. AWS documents the refusal (<c>RequestEntityTooLargeException</c>) but no number.</summary>
    public const int MostBytes = 1024 * 1024;

    private const int MostParameters = 10_000;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What can be wrong with a form.</summary>
    internal enum Flaw
    {
        /// <summary>It is no text in UTF-8.</summary>
        Encoding,

        /// <summary>A value holds a character that XML cannot hold.</summary>
        Character,

        /// <summary>A name comes twice.</summary>
        Twice,

        /// <summary>It has more than 10,000 parameters.</summary>
        Length,
    }

    /// <summary>Reads it.</summary>
    /// <param name="query">The query with its question mark, or nothing.</param>
    /// <param name="body">The posted form; empty for a call that has none.</param>
    public static Form Read(string? query, ReadOnlySpan<byte> body)
    {
        var parameters = new Dictionary<string, string>();
        var flaw = Add(parameters, Encoding.UTF8.GetBytes(query?.TrimStart('?') ?? "")) ?? Add(parameters, body);
        return new Form(parameters, flaw);
    }

    /// <summary>Refuses a form that cannot be read, and one without action or version.</summary>
    /// <exception cref="AwsError">
    /// <c>MalformedQueryString</c>, <c>InvalidQueryParameter</c>, <c>InvalidCharacter</c>, <c>MissingAction</c>, <c>MissingParameter</c>,
    /// <c>NoSuchVersion</c>. Source: "Error codes for the Amazon EC2 API"; "Common Errors", Auto Scaling and Elastic Load Balancing.
    /// </exception>
    public void Demand(Flavour flavour)
    {
        if (Refusal(flavour) is { } refusal)
            throw refusal;
    }

    private AwsError? Refusal(Flavour flavour) => Fault switch
    {
        Flaw.Encoding => new AwsError("MalformedQueryString", "The query string contains a syntax error."),
        Flaw.Length => new AwsError("MalformedQueryString", $"The request has more than {MostParameters} parameters."),
        Flaw.Twice => new AwsError("InvalidQueryParameter", "A parameter of the request is specified more than once."),
        Flaw.Character => new AwsError(
            flavour.Service == "ec2" ? "InvalidCharacter" : "ValidationError", "A parameter of the request contains an invalid character."),
        _ when Value("Action") is null => new AwsError("MissingAction", "The request must contain the parameter Action"),
        _ when Value("Version") is null => new AwsError("MissingParameter", "The request must contain the parameter Version"),
        _ when Value("Version") != flavour.Version => new AwsError(
            "NoSuchVersion", $"The requested version ({Value("Version")}) of service {flavour.Service} does not exist"),
        _ => null,
    };

    private string? Value(string name) => Parameters.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static Flaw? Add(Dictionary<string, string> parameters, ReadOnlySpan<byte> text)
    {
        Flaw? flaw = null;
        foreach (var range in text.Split((byte)'&'))
        {
            var pair = text[range];
            if (pair.IsEmpty)
                continue;
            if (parameters.Count == MostParameters)
                return Flaw.Length;
            var equals = pair.IndexOf((byte)'=');
            try
            {
                var name = Decoded(equals < 0 ? pair : pair[..equals]);
                var value = equals < 0 ? "" : Decoded(pair[(equals + 1)..]);
                flaw ??= parameters.TryAdd(name, value) ? null : Flaw.Twice;
            }
            catch (DecoderFallbackException)
            {
                flaw ??= Flaw.Encoding;
            }
            catch (XmlException)
            {
                flaw ??= Flaw.Character;
            }
        }

        return flaw;
    }

    private static string Decoded(ReadOnlySpan<byte> text) =>
        XmlConvert.VerifyXmlChars(Strict.GetString(WebUtility.UrlDecodeToBytes([.. text], 0, text.Length)!));
}
