using System.Text;
using CsCheck;

namespace Bundt.LocalCloud.Tests.BadInput;

/// <summary>Makes requests out of calls as clients send them, each a little or much spoilt.</summary>
internal static class Requests
{
    private static readonly string[] Nasty =
    [
        "", "0", "-1", "1", "2147483648", "99999999999999999999", "1e9", "true", "maybe", "*", "?", "\\", "[", "%", "%FF", "%00", "%C3%28", "%0D%0A",
        "%F0%9F%98%80", "ami-0", "i-0123456789abcdef0", "$Latest", "$Default", "../../etc/passwd", "<a>&b", "aws:x", ",", "::/0", "0.0.0.0/0", "10.0.0.0/16",
        new('a', 300), new('9', 5000), "null", "{}", "eu-west-1a", "default", "debian-12-amd64-local",
    ];

    private static readonly Gen<string> Value = Gen.OneOf(Gen.OneOfConst(Nasty), Gen.String[0, 20].Select(Uri.EscapeDataString));

    private static readonly Gen<byte[]> Form = Gen
        .Select(Gen.OneOfConst(Seeds.Forms), Changes(Value), (form, change) => change(form.Split('&')))
        .Select(parts => Post(string.Join('&', parts), "application/x-www-form-urlencoded; charset=utf-8"));

    private static readonly Gen<byte[]> InQuery = Gen
        .Select(Gen.OneOfConst(Seeds.Forms), Changes(Value), (form, change) => change(form.Split('&')))
        .Select(parts => Whole("GET", "/?" + string.Join('&', parts), "", ""));

    private static readonly Gen<byte[]> Json = Gen
        .Select(Gen.OneOfConst(Seeds.Json), Changes(Value), (json, change) => (json.Target, Body: string.Concat(change([.. json.Body.Chunk(5).Select(part => new string(part))]))))
        .Select(call => Post(call.Body, "application/x-amz-json-1.1", $"X-Amz-Target: AmazonSSM.{call.Target}\r\n"));

    private static readonly Gen<byte[]> Object = Gen
        .Select(Gen.OneOfConst(Seeds.Objects), Changes(Value), Value, (call, change, value) => (call, Target: "/" + string.Join('&', change(call.Target.Split('&'))), value))
        .Select(made => Whole(made.call.Method, made.Target, made.call.Body, made.call.Headers + $"If-Match: {made.value}\r\n"));

    private static readonly Gen<byte[]> ObjectContent = Gen
        .Select(Gen.OneOfConst(Seeds.Objects), Changes(Value), Changes(Value), (call, body, headers) => Whole(
            call.Method,
            "/" + call.Target,
            string.Concat(body([.. call.Body.Chunk(7).Select(part => new string(part))])),
            string.Concat(headers(call.Headers.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)).Select(header => header + "\r\n"))));

    private static readonly Gen<byte[]> Signed = Gen
        .Select(Gen.OneOfConst(Seeds.Signatures), Changes(Value), Gen.OneOfConst(Seeds.Forms), (signature, change, form) => (Parts: change(signature.Text.Split('&')), signature.InQuery, form))
        .Select(made => made.InQuery
            ? Whole("GET", "/bucket/key?" + string.Join('&', made.Parts), "", "")
            : Post(made.form, "application/x-www-form-urlencoded", $"Authorization: {string.Concat(made.Parts)}\r\nX-Amz-Date: 20260101T000000Z\r\n"));

    /// <summary>Bytes as they go over the wire.</summary>
    public static Gen<byte[]> Any { get; } = Gen.Frequency(
        (8, Form), (2, InQuery), (2, Json), (3, Object), (2, ObjectContent), (2, Signed),
        (3, Gen.Select(Gen.OneOf(Form, Json, Object, ObjectContent, Signed), Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Array[1, 8], Spoilt)),
        (1, Gen.Byte.Array[1, 200].Select(noise => (byte[])[.. noise, .. "\r\n\r\n"u8])));

    /// <summary>Some parts changed, doubled, removed or moved.</summary>
    private static Gen<Func<string[], string[]>> Changes(Gen<string> value) =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 10_000], value).Array[0, 4].Select<(int How, int Where, string What)[], Func<string[], string[]>>(changes =>
            parts => changes.Aggregate(parts, (so, change) => Changed(so, change.How, change.Where, change.What)));

    private static string[] Changed(string[] parts, int how, int where, string what)
    {
        if (parts.Length == 0)
            return [what];
        var at = where % parts.Length;
        var name = parts[at].Split('=', 2)[0];
        return how switch
        {
            0 => [.. parts[..at], $"{name}={what}", .. parts[(at + 1)..]],
            1 => [.. parts[..at], .. parts[(at + 1)..]],
            2 => [.. parts, parts[at]],
            3 => [.. parts[..at], $"{name}.{what}={where}", .. parts[(at + 1)..]],
            4 => [.. parts[..at], parts[at].Replace(".1", $".{what}", StringComparison.Ordinal), .. parts[(at + 1)..]],
            _ => [.. parts, $"{what}={name}"],
        };
    }

    private static byte[] Spoilt(byte[] request, (int Where, byte What)[] changes)
    {
        byte[] spoilt = [.. request];
        foreach (var (where, what) in changes)
            spoilt[where % spoilt.Length] = what;
        return spoilt;
    }

    private static byte[] Post(string body, string type, string headers = "") => Whole("POST", "/", body, $"Content-Type: {type}\r\n{headers}");

    private static byte[] Whole(string method, string target, string body, string headers) => Encoding.UTF8.GetBytes(
        $"{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
