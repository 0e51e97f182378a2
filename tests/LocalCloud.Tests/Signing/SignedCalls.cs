using System.Globalization;

namespace Bundt.LocalCloud.Tests.Signing;

/// <summary>Calls that are signed in their headers, and what can be tampered with there.</summary>
internal static class SignedCalls
{
    public const string Bucket = "matrix";
    public const string Key = "an object";

    private const string Terminator = "aws4_request";
    private static readonly string[] Always = ["host", "x-amz-date", "x-amz-content-sha256"];

    /// <summary>A call of each service.</summary>
    public static readonly IReadOnlyDictionary<string, Ask> Asks = new Ask[]
    {
        new("ec2", "describe_vpcs", new Dictionary<string, string>()),
        new("autoscaling", "describe_auto_scaling_groups", new Dictionary<string, string>()),
        new("elbv2", "describe_load_balancers", new Dictionary<string, string>()),
        new("sts", "get_caller_identity", new Dictionary<string, string>()),
        new("ssm", "get_parameter", new Dictionary<string, string> { ["Name"] = "/aws/service/debian/release/12/latest/amd64" }),
        new("s3", "get_object", new Dictionary<string, string> { ["Bucket"] = Bucket, ["Key"] = Key }),
    }.ToDictionary(ask => ask.Service);

    public static readonly IReadOnlyDictionary<string, Tampering> Tamperings = new Tampering[]
    {
        new("nothing"),
        new("the secret") { Before = ask => ask with { Secret = "wrong" } },
        new("the access key") { Before = ask => ask with { Key = "AKIAUNKNOWN" } },
        new("a session token that nobody gave") { Before = ask => ask with { Token = "nobodys" } },
        new("the signature") { After = sent => sent.Change("Authorization", text => text[..^1] + (text[^1] == '0' ? '1' : '0')) },
        new("the body") { After = sent => sent with { Body = [.. sent.Body, sent.Body is [(byte)'{', ..] ? (byte)' ' : (byte)'&'] } },
        new("the query") { After = sent => sent.ChangeTarget(target => target + "?tampered=1") },
        new("the path") { After = sent => sent.ChangeTarget(target => target + "x") },
        new("the method") { After = sent => sent with { Method = sent.Method == "GET" ? "HEAD" : "PATCH" } },
        new("the Host header") { After = sent => sent.Change("Host", host => host.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)) },
        new("a signed header, changed") { After = sent => sent.Change(Signed(sent), value => value + "x") },
        new("a signed header, dropped") { After = sent => sent.Without(Signed(sent)) },
        new("an x-amz- header, added") { After = sent => sent.With("x-amz-meta-tampered", "1") },
        new("the host, not signed") { After = sent => sent.Change("Authorization", text => text.Replace(";host", "", StringComparison.Ordinal).Replace("=host;", "=", StringComparison.Ordinal)) },
        new("the date, by a second") { After = sent => sent.With("X-Amz-Date", Later(sent["X-Amz-Date"])) },
        new("the date, dropped") { After = sent => sent.Without("X-Amz-Date") },
        new("the date, malformed") { After = sent => sent.With("X-Amz-Date", "yesterday") },
        new("the date, told as Date") { Before = ask => ask with { Date = true } },
        new("the clock, 14 minutes late") { Before = ask => ask with { Time = ask.Time.AddMinutes(-14) } },
        new("the clock, 16 minutes late") { Before = ask => ask with { Time = ask.Time.AddMinutes(-16) } },
        new("the clock, 14 minutes early") { Before = ask => ask with { Time = ask.Time.AddMinutes(14) } },
        new("the clock, 16 minutes early") { Before = ask => ask with { Time = ask.Time.AddMinutes(16) } },
        new("the scope's day") { After = sent => sent.Change("Authorization", text => text.Replace($"/{sent["X-Amz-Date"][..8]}/", "/20200101/", StringComparison.Ordinal)) },
        new("the scope's region, unknown") { Before = ask => ask with { Region = "eu-nowhere-1" } },
        new("the scope's region, another") { After = sent => Scope(sent, RunningCloud.Region, "us-east-1") },
        new("the scope's service") { After = sent => Scope(sent, Service(sent), Service(sent) == "iam" ? "sns" : "iam") },
        new("the scope's service, another of these") { After = sent => Scope(sent, Service(sent), Service(sent) == "ec2" ? "sts" : "ec2") },
        new("the scope's terminator") { After = sent => Scope(sent, Terminator, "aws4_reply") },
        new("the scope, cut short") { After = sent => Scope(sent, "/" + Terminator, "") },
        new("Authorization, dropped") { After = sent => sent.Without("Authorization") },
        new("Authorization, without Signature") { After = sent => sent.Change("Authorization", text => text.Split(", Signature=")[0]) },
        new("Authorization, with a blank in it") { After = sent => sent.Change("Authorization", text => text.Replace("Credential=", "Credential= ", StringComparison.Ordinal)) },
        new("Authorization, of another algorithm") { After = sent => sent.Change("Authorization", text => text.Replace("SHA256", "SHA512", StringComparison.Ordinal)) },
        new("Authorization, of another kind") { After = sent => sent.Change("Authorization", _ => "Basic bG9jYWw6bG9jYWw=") },
        new("Authorization, and also in the query") { After = sent => sent.ChangeTarget(target => target + "?X-Amz-Algorithm=AWS4-HMAC-SHA256") },
    }.ToDictionary(tampering => tampering.What);

    /// <summary>A request with the signature of another, which was signed well for another service.</summary>
    public static SentRequest Replay(SentRequest sent, SentRequest other) =>
        sent.With("Authorization", other["Authorization"]).With("X-Amz-Date", other["X-Amz-Date"]);

    private static string Signed(SentRequest sent) => sent["Authorization"].Split("SignedHeaders=")[1].Split(',')[0].Split(';')
        .First(name => !Always.Contains(name) && name != "x-amz-target");

    private static string Service(SentRequest sent) => sent["Authorization"].Split('/')[3];

    private static SentRequest Scope(SentRequest sent, string before, string after) => sent.Change(
        "Authorization", text => text.Replace(before.StartsWith('/') ? before : $"/{before}", before.StartsWith('/') ? after : $"/{after}", StringComparison.Ordinal));

    private static string Later(string date) => DateTimeOffset.ParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        .AddSeconds(1).UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
