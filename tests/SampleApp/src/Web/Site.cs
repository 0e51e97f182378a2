using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Web;

/// <summary>The application: four addresses and the facts that they show.</summary>
public static class Site
{
    private const double LongestAnswer = 600;

    /// <summary>Builds the application.</summary>
    /// <param name="args">Command-line settings, such as <c>--urls</c>.</param>
    /// <param name="home">The directory of <c>release.json</c> and <c>rehearsal.json</c>.</param>
    public static async Task<WebApplication> Create(string[] args, string home)
    {
        var release = Release.Read(home);
        var rehearsal = Rehearsal.Read(home, release);
        var machine = new Machine();
        var started = Stopwatch.StartNew();

        var builder = WebApplication.CreateSlimBuilder(args);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
            builder.WebHost.UseUrls("http://0.0.0.0:8080");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        // Requests in flight when the server is told to stop go on to their end.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));
        var app = builder.Build();

        var environment = Environment.GetEnvironmentVariable("ENVIRONMENT") ?? "development";
        Facts Facts() => new(rehearsal.Version ?? release.Version, release.Commit, machine.Instance, machine.Zone, environment);
        bool Broken() => started.Elapsed.TotalSeconds >= rehearsal.ErrorsAfterSeconds;

        app.MapGet("/", context => Broken() ? Fail(context, 500) : started.Elapsed.TotalSeconds < rehearsal.PageAfterSeconds ? Fail(context, 503) : Send(context, "text/html; charset=utf-8", Page.Show(Facts())));
        app.MapGet("/version", context => Broken()
            ? Fail(context, 500)
            : Send(context, "application/json", JsonSerializer.SerializeToUtf8Bytes(Facts(), Json.Default.Facts)));
        app.MapGet("/health", context => rehearsal.Unhealthy ? Fail(context, 503) : Send(context, "text/plain", "ok\n"u8.ToArray()));
        app.MapGet("/slow", context => Slow(context, Facts().Version));

        await Task.Delay(TimeSpan.FromSeconds(rehearsal.StartSeconds));
        _ = machine.Discover(app.Lifetime.ApplicationStopping);
        return app;
    }

    private static async Task Send(HttpContext context, string type, byte[] body)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static Task Fail(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync("This failure is part of a rehearsal.\n");
    }

    /// <summary>Streams for as many seconds as were asked for, a line each tenth of a second; the last line is "done VERSION".</summary>
    private static async Task Slow(HttpContext context, string version)
    {
        var asked = context.Request.Query["seconds"].FirstOrDefault() ?? "1";
        if (!double.TryParse(asked, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) || seconds > LongestAnswer)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync($"seconds is a number from 0 to {LongestAnswer}\n");
            return;
        }

        context.Response.ContentType = "text/plain";
        context.Response.Headers.CacheControl = "no-store";
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0.0}\n"), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await timer.WaitForNextTickAsync(context.RequestAborted);
        }

        await context.Response.WriteAsync($"done {version}\n", context.RequestAborted);
    }
}
