using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Bundt.LocalCloud.Tests.Signing;

/// <summary>botocore as a signer that nobody here wrote: its clients make requests, which are caught before they are sent.</summary>
public sealed class Boto : IDisposable
{
    private static readonly bool Absent = !Runs("-c", "import botocore");
    private readonly SemaphoreSlim _one = new(1);
    private Process? _python;

    internal async Task<SentRequest> Sign(Ask ask)
    {
        Assert.SkipWhen(Absent, "NOT TESTED: python3 with botocore is not installed, and nothing else here signs this request");
        await _one.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _python ??= Start(Path.Combine(AppContext.BaseDirectory, "Signing", "sign.py"));
            await _python.StandardInput.WriteLineAsync(JsonSerializer.Serialize(ask));
            var line = await _python.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            return Read(JsonDocument.Parse(line ?? await _python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).RootElement);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _python?.StandardInput.Close();
        _python?.WaitForExit();
        _python?.Dispose();
        _one.Dispose();
    }

    /// <summary>The transfer is the wire's matter: only what is signed counts, and the body goes with its length.</summary>
    private static SentRequest Read(JsonElement made)
    {
        var url = new Uri(made.GetProperty("url").GetString()!);
        var body = made.GetProperty("body").GetBytesFromBase64();
        var headers = made.GetProperty("headers").EnumerateObject()
            .Select(header => (header.Name, Value: header.Value.GetString()!))
            .Where(header => header.Name is not ("Content-Length" or "Transfer-Encoding" or "Expect"));
        return new SentRequest(made.GetProperty("method").GetString()!, url.PathAndQuery, [("Host", url.Authority), .. headers], body);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("python3", arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    })!;

    private static bool Runs(params string[] arguments)
    {
        try
        {
            using var python = Start(arguments);
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
