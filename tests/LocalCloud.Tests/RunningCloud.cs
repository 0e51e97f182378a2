using Bundt.LocalCloud.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Bundt.LocalCloud.Tests;

/// <summary>A local cloud without machines, on a free port.</summary>
public partial class RunningCloud : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cloud-");
    private WebApplication? _app;

    public const string Region = "eu-west-1";

    public string State => Path.Combine(_folder.FullName, "state");

    public string Repositories => Path.Combine(_folder.FullName, "git");

    public string Folder => _folder.FullName;

    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    public Keys Keys { get; private set; } = new("", "");

    public HttpClient Http { get; } = new();

    public T Service<T>() where T : notnull => _app!.Services.GetRequiredService<T>();

    /// <summary>What the server is started with besides.</summary>
    protected virtual IEnumerable<string> More => [];

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Repositories);
        await Start();
    }

    public async Task Restart()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        Http.Dispose();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task Start()
    {
        var options = Options.Parse(["--port", "0", "--state", State, "--machines", "none", "--git", Repositories, .. More], _ => null);
        _app = CloudServer.Build(options);
        await _app.StartAsync();
        (Endpoint, Keys) = (options.Endpoint, Service<Keys>());
    }
}
