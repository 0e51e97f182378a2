using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Bundt.LocalCloud.Repositories;

/// <summary>
/// Serves the bare repositories of a folder over git's smart HTTP, as a hosting service would, so that instances can clone and the
/// deploying machine can push. The work is git's own: <c>git http-backend</c>, spoken to as CGI (RFC 3875).
/// </summary>
public static class GitHosting
{
    /// <summary>Maps it under <c>/git</c>.</summary>
    /// <param name="app">The server.</param>
    /// <param name="folder">The folder of the repositories.</param>
    public static void MapRepositories(this WebApplication app, string folder) =>
        app.Map("/git/{**path}", (HttpContext http) => Serve(http, folder));

    private static async Task Serve(HttpContext http, string folder)
    {
        using var git = Process.Start(Backend(http.Request, folder))!;
        try
        {
            var sending = Send(http, git);
            await Answer(http, git);
            await sending;
            await git.WaitForExitAsync(http.RequestAborted);
        }
        finally
        {
            if (!git.HasExited)
                git.Kill(entireProcessTree: true);
        }
    }

    private static ProcessStartInfo Backend(HttpRequest request, string folder)
    {
        var start = new ProcessStartInfo("git", ["http-backend"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var variables = new Dictionary<string, string?>
        {
            ["GIT_PROJECT_ROOT"] = folder,
            ["GIT_HTTP_EXPORT_ALL"] = "1",
            ["PATH_INFO"] = request.Path.Value!["/git".Length..],
            ["QUERY_STRING"] = request.QueryString.Value?.TrimStart('?'),
            ["REQUEST_METHOD"] = request.Method,
            ["CONTENT_TYPE"] = request.ContentType,
            ["CONTENT_LENGTH"] = request.ContentLength?.ToString(CultureInfo.InvariantCulture),
            ["HTTP_CONTENT_ENCODING"] = request.Headers.ContentEncoding,
            ["GIT_PROTOCOL"] = request.Headers["Git-Protocol"],
            ["REMOTE_ADDR"] = "127.0.0.1",
            // Whoever reaches the loopback address may push, and the folder may belong to another user than the server runs as.
            ["REMOTE_USER"] = "local",
            ["GIT_CONFIG_COUNT"] = "2",
            ["GIT_CONFIG_KEY_0"] = "http.receivepack",
            ["GIT_CONFIG_VALUE_0"] = "true",
            ["GIT_CONFIG_KEY_1"] = "safe.directory",
            ["GIT_CONFIG_VALUE_1"] = "*",
        };
        foreach (var (name, value) in variables.Where(variable => !string.IsNullOrEmpty(variable.Value)))
            start.Environment[name] = value;
        return start;
    }

    private static async Task Send(HttpContext http, Process git)
    {
        try
        {
            await http.Request.Body.CopyToAsync(git.StandardInput.BaseStream, http.RequestAborted);
            git.StandardInput.Close();
        }
        catch (IOException)
        {
            // git has answered without reading the rest, which is its right.
        }
    }

    private static async Task Answer(HttpContext http, Process git)
    {
        var output = git.StandardOutput.BaseStream;
        while (await Line(output, http.RequestAborted) is { Length: > 0 } line)
        {
            var header = line.Split(':', 2, StringSplitOptions.TrimEntries);
            if (header[0].Equals("Status", StringComparison.OrdinalIgnoreCase))
                http.Response.StatusCode = int.Parse(header[1].Split(' ')[0], CultureInfo.InvariantCulture);
            else
                http.Response.Headers.Append(header[0], header[1]);
        }

        await output.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    /// <summary>One header line; the body that follows is not text, so no reader may run ahead into it.</summary>
    private static async Task<string> Line(Stream stream, CancellationToken cancellation)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, cancellation) == 1 && one[0] != '\n')
            line.Append((char)one[0]);
        return line.ToString().TrimEnd('\r');
    }
}
