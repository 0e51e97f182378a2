using System.Globalization;
using Bundt.LocalCloud.Ec2;
using Bundt.LocalCloud.State;

namespace Bundt.LocalCloud.Metadata;

/// <summary>
/// The instance metadata service, which each instance reaches at an address of its own (<c>AWS_EC2_METADATA_SERVICE_ENDPOINT</c>): version 2
/// with session tokens, and version 1 where the instance's options allow it. Source: "Use the Instance Metadata Service to access instance
/// metadata", Amazon EC2 User Guide.
/// </summary>
internal static class MetadataService
{
    private const string TokenHeader = "X-aws-ec2-metadata-token";
    private const string LifeHeader = "X-aws-ec2-metadata-token-ttl-seconds";
    private const string TokenPath = "api/token";
    private const int LongestLife = 21_600;

    private static readonly string[] Versions =
    [
        "1.0", "2007-01-19", "2007-03-01", "2007-08-29", "2007-10-10", "2007-12-15", "2008-02-01", "2008-09-01", "2009-04-04", "2011-01-01",
        "2011-05-01", "2012-01-12", "2014-02-25", "2014-11-05", "2015-10-20", "2016-04-19", "2016-06-30", "2016-09-02", "2018-03-28",
        "2018-08-17", "2018-09-24", "2019-10-01", "2020-10-27", "2021-01-03", "2021-03-23", "2021-07-15", "2022-09-24", "2024-04-11", "latest",
    ];

    /// <summary>Maps it under <c>/_local/imds/INSTANCE</c>.</summary>
    public static void MapMetadata(this WebApplication app) => app.Map(
        "/_local/imds/{id}/{**path}",
        (string id, string? path, HttpRequest request, Cloud cloud, MetadataTokens tokens) => Answer(id, path ?? "", request, cloud, tokens));

    private static IResult Answer(string id, string path, HttpRequest request, Cloud cloud, MetadataTokens tokens)
    {
        var region = cloud.Regions.FirstOrDefault(known => known.Instances.ContainsKey(id));
        if (region?.Instances[id] is not { State: not "terminated" } instance)
            return Results.NotFound();
        var options = instance.Launch.MetadataOptions;
        if (!options.IsOn())
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var parts = path.Split('/', 2);
        var (version, item) = (parts[0], parts.ElementAtOrDefault(1) ?? "");
        var asksForToken = version == "latest" && item == TokenPath;
        if (HttpMethods.IsPut(request.Method) && asksForToken)
            return Token(id, request, tokens);
        if (asksForToken || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
        if (!Allowed(id, request, options, tokens))
            return Results.Unauthorized();
        if (version.Length == 0)
            return Results.Text(string.Join('\n', Versions));
        var content = Versions.Contains(version) ? new MetadataTree(region, instance).Read(item) : null;
        return content is null ? Results.NotFound() : Results.Bytes(content, item == "user-data" ? "application/octet-stream" : "text/plain");
    }

    /// <summary>A new token; none for a request that came through a proxy.</summary>
    private static IResult Token(string id, HttpRequest request, MetadataTokens tokens)
    {
        if (request.Headers.ContainsKey("X-Forwarded-For"))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (!int.TryParse(request.Headers[LifeHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > LongestLife)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        request.HttpContext.Response.Headers[LifeHeader] = seconds.ToString(CultureInfo.InvariantCulture);
        return Results.Text(tokens.Issue(id, TimeSpan.FromSeconds(seconds)));
    }

    /// <summary>A token that is sent must be good even where none is needed.</summary>
    private static bool Allowed(string id, HttpRequest request, MetadataOptions options, MetadataTokens tokens) =>
        request.Headers[TokenHeader] is { Count: > 0 } sent ? tokens.Holds(id, sent.ToString()) : !options.NeedsToken();
}
