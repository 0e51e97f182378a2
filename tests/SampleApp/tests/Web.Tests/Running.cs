namespace Web.Tests;

/// <summary>The application, running on a free port with a home directory of its own.</summary>
internal sealed class Running : IAsyncDisposable
{
    private readonly WebApplication _site;
    private readonly DirectoryInfo _home;

    private Running(WebApplication site, DirectoryInfo home)
    {
        _site = site;
        _home = home;
        Client = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };
    }

    public HttpClient Client { get; }

    /// <summary>Starts it with the given content of release.json and rehearsal.json, each absent if null.</summary>
    public static async Task<Running> Start(string? release = null, string? rehearsal = null)
    {
        var home = Directory.CreateTempSubdirectory("web-tests-");
        if (release is not null)
            await File.WriteAllTextAsync(Path.Combine(home.FullName, "release.json"), release);
        if (rehearsal is not null)
            await File.WriteAllTextAsync(Path.Combine(home.FullName, "rehearsal.json"), rehearsal);

        var site = await Site.Create(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"], home.FullName);
        await site.StartAsync();
        return new Running(site, home);
    }

    public Task Stop() => _site.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _site.DisposeAsync();
        _home.Delete(recursive: true);
    }
}
