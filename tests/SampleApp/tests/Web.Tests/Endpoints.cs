using System.Net;
using System.Net.Http.Json;

namespace Web.Tests;

/// <summary>What each address answers, on a machine that no metadata service knows.</summary>
internal static class Endpoints
{
    public static async Task Check(Checks checks)
    {
        // Port 9 of this machine: nothing listens there, and the real service is not asked.
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:9");
        await using var site = await Running.Start();
        var client = site.Client;

        await checks.That("/health answers 200", async () =>
        {
            using var answer = await client.GetAsync("/health");
            Checks.Equal(HttpStatusCode.OK, answer.StatusCode);
        });
        await checks.That("/version answers the facts as JSON", async () =>
        {
            var facts = await client.GetFromJsonAsync<Facts>("/version");
            Checks.Equal(new Facts("0.0.0-dev", new string('0', 40), "unknown", "unknown", "development"), facts);
        });
        await checks.That("/version is not cached", async () =>
        {
            using var answer = await client.GetAsync("/version");
            Checks.Equal("no-store", answer.Headers.CacheControl?.ToString());
        });
        await checks.That("/ is an HTML page that shows the version", async () =>
        {
            using var answer = await client.GetAsync("/");
            Checks.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
            var page = await answer.Content.ReadAsStringAsync();
            Checks.Equal(true, page.Contains("<span id=\"version\">0.0.0-dev</span>", StringComparison.Ordinal));
            Checks.Equal(false, page.Contains("{{", StringComparison.Ordinal));
        });
        await checks.That("/slow takes the seconds it was asked for", async () =>
        {
            var started = DateTime.UtcNow;
            var body = await client.GetStringAsync("/slow?seconds=0.5");
            Checks.Equal(true, DateTime.UtcNow - started >= TimeSpan.FromSeconds(0.45));
            Checks.Equal(true, body.EndsWith("done 0.0.0-dev\n", StringComparison.Ordinal));
        });
        await checks.That("/slow refuses what is not a number", async () =>
        {
            using var answer = await client.GetAsync("/slow?seconds=long");
            Checks.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        });
        await checks.That("any other address answers 404", async () =>
        {
            using var answer = await client.GetAsync("/elsewhere");
            Checks.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        });
        await checks.That("a request in flight survives the stop", async () =>
        {
            using var answer = await client.GetAsync("/slow?seconds=1", HttpCompletionOption.ResponseHeadersRead);
            var stopping = site.Stop();
            var body = await answer.Content.ReadAsStringAsync();
            await stopping;
            Checks.Equal(true, body.EndsWith("done 0.0.0-dev\n", StringComparison.Ordinal));
        });
    }
}
