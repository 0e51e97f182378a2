using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Bundt.Scenarios.Stage;

/// <summary>The local cloud's repositories as a private host has them: over HTTPS with a certificate of its own making, and for a token alone.</summary>
public sealed class PrivateHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PrivateHost(WebApplication app, string certificate) => (_app, Certificate) = (app, certificate);

    /// <summary>Its certificate, as PEM.</summary>
    public string Certificate { get; }

    /// <summary>Where it is.</summary>
    public Uri Address => new($"https://127.0.0.1:{new Uri(_app.Urls.Single()).Port}");

    /// <summary>How often somebody was let in.</summary>
    public int Admissions { get; private set; }

    /// <summary>Starts one.</summary>
    /// <param name="behind">The local cloud.</param>
    /// <param name="token">What lets in, with any user.</param>
    public static async Task<PrivateHost> Start(Uri behind, string token)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=private host of a scenario", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var host = new PrivateHost(builder.Build(), made.ExportCertificatePem());
        var forwarder = host._app.Services.GetRequiredService<IHttpForwarder>();
        var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        host._app.Run(async http =>
        {
            if (Given(http.Request) != token)
            {
                http.Response.StatusCode = StatusCodes.Status401Unauthorized;
                http.Response.Headers.WWWAuthenticate = "Basic realm=\"private\"";
                return;
            }

            host.Admissions++;
            await forwarder.SendAsync(http, behind.ToString(), client);
        });
        await host._app.StartAsync();
        return host;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static string? Given(HttpRequest request) => request.Headers.Authorization.ToString() is var header && header.StartsWith("basic ", StringComparison.OrdinalIgnoreCase)
        ? Encoding.UTF8.GetString(Convert.FromBase64String(header["basic ".Length..])).Split(':', 2)[^1]
        : null;
}
