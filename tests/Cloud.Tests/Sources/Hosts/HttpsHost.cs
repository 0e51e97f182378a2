using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Bundt.LocalCloud.Repositories;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bundt.Cloud.Tests.Sources.Hosts;

/// <summary>
/// A host of repositories over HTTPS on a free port of the loopback, with a certificate of its own making: <c>git http-backend</c> behind a
/// demand for a token, which goes with any user.
/// </summary>
public sealed class HttpsHost : IAsyncDisposable
{
    public const string Token = "good-token-0123456789";
    public const string ReadingToken = "reading-token-0123456789";

    private readonly WebApplication _app;

    private HttpsHost(WebApplication app, string certificate)
    {
        _app = app;
        Certificate = certificate;
    }

    /// <summary>The file that holds its certificate.</summary>
    public string Certificate { get; }

    public int Port => new Uri(_app.Urls.Single()).Port;

    public string Url(string credentials = "") => $"https://{credentials}127.0.0.1:{Port}/git/bare.git";

    /// <summary>Serves the repositories of a folder.</summary>
    public static async Task<HttpsHost> Start(string folder)
    {
        // It would go before http.sslCAInfo, with which the clones of these tests trust this host.
        Environment.SetEnvironmentVariable("GIT_SSL_CAINFO", null);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=git host of a test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = Path.Combine(folder, "host.pem");
        await File.WriteAllTextAsync(file, made.ExportCertificatePem());

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Logging.ClearProviders();
        var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        app.Use(Demand);
        app.MapRepositories(folder);
        await app.StartAsync();
        return new(app, file);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static Task Demand(HttpContext http, RequestDelegate next)
    {
        var token = Given(http.Request);
        var writes = http.Request.Query["service"] == "git-receive-pack" || http.Request.Path.Value!.EndsWith("/git-receive-pack", StringComparison.Ordinal);
        if (token == Token || (token == ReadingToken && !writes))
            return next(http);
        http.Response.StatusCode = token == ReadingToken ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
        return Task.CompletedTask;
    }

    private static string? Given(HttpRequest request) => request.Headers.Authorization.ToString() is var header && header.StartsWith("basic ", StringComparison.OrdinalIgnoreCase)
        ? Encoding.UTF8.GetString(Convert.FromBase64String(header["basic ".Length..])).Split(':', 2)[1]
        : null;
}
