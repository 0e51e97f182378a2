using System.Net;
using System.Net.Http.Json;

namespace Web.Tests;

/// <summary>What a server of a release answers: a metadata service is there, and a release was baked in.</summary>
internal static class Servers
{
    private const string Commit = "1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c";
    private const string Release = $$"""{"version":"1.4.2","commit":"{{Commit}}"}""";

    public static async Task Check(Checks checks)
    {
        await using var metadata = await Metadata();
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata.Urls.Single());

        await checks.That("/version answers the release and the instance", async () =>
        {
            await using var site = await Running.Start(Release);
            Checks.Equal(new Facts("1.4.2", Commit, "i-0123456789abcdef0", "eu-west-1b", "development"), await Identified(site.Client));
        });
        await checks.That("a rehearsed fault fails /health", async () =>
        {
            await using var site = await Running.Start(Release, """{"unhealthy":true}""");
            using var answer = await site.Client.GetAsync("/health");
            Checks.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        });
        await checks.That("a rehearsed fault answers errors after a while", async () =>
        {
            await using var site = await Running.Start(Release, """{"errorsAfterSeconds":0}""");
            using var answer = await site.Client.GetAsync("/version");
            Checks.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        });
        await checks.That("a rehearsed fault is healthy before its page is there", async () =>
        {
            await using var site = await Running.Start(Release, """{"pageAfterSeconds":60}""");
            using var page = await site.Client.GetAsync("/");
            Checks.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
            using var health = await site.Client.GetAsync("/health");
            Checks.Equal(HttpStatusCode.OK, health.StatusCode);
            Checks.Equal("1.4.2", (await site.Client.GetFromJsonAsync<Facts>("/version"))?.Version);
        });
        await checks.That("a rehearsed fault claims another version", async () =>
        {
            await using var site = await Running.Start(Release, """{"version":"9.9.9"}""");
            Checks.Equal("9.9.9", (await site.Client.GetFromJsonAsync<Facts>("/version"))?.Version);
        });
        await checks.That("a rehearsed fault does not show where nothing was released", async () =>
        {
            await using var site = await Running.Start(release: null, """{"unhealthy":true}""");
            using var answer = await site.Client.GetAsync("/health");
            Checks.Equal(HttpStatusCode.OK, answer.StatusCode);
        });
    }

    /// <summary>The facts, once the instance id is among them; it arrives in the background.</summary>
    private static async Task<Facts?> Identified(HttpClient client)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(5); ;)
        {
            var facts = await client.GetFromJsonAsync<Facts>("/version");
            if (facts?.Zone != "unknown" || DateTime.UtcNow > deadline)
                return facts;
        }
    }

    /// <summary>A metadata service that insists on version 2: no answer without a token.</summary>
    private static async Task<WebApplication> Metadata()
    {
        var service = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]).Build();
        service.MapPut("/latest/api/token", () => "a-token");
        service.MapGet("/latest/meta-data/{**item}", (HttpContext context, string item) =>
            context.Request.Headers["X-aws-ec2-metadata-token"] != "a-token" ? Results.Unauthorized()
            : Results.Text(item switch
            {
                "instance-id" => "i-0123456789abcdef0",
                "placement/availability-zone" => "eu-west-1b",
                _ => "",
            }));
        await service.StartAsync();
        return service;
    }
}
