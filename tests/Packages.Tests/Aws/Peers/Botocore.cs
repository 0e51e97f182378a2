using System.Diagnostics;
using System.Text.Json;

namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>AWS's own models and parser of answers, in Python.</summary>
internal static class Botocore
{
    /// <summary>What to say where it is missing.</summary>
    public const string Missing = "python3 has no botocore, so the answers were not held to AWS's models: pip install botocore";

    private static readonly Dictionary<string, string> Names = new()
    {
        [Peers.AutoScaling] = "autoscaling",
        [Peers.LoadBalancing] = "elbv2",
    };

    public static async Task<bool> IsInstalled()
    {
        try
        {
            return (await Run(["-c", "import botocore"], "")).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>What it finds wrong with the answers, a sentence a line, and last their number.</summary>
    public static async Task<string> Judge(string service, IEnumerable<RelayedCall> calls)
    {
        var lines = calls.Select(call => JsonSerializer.Serialize(
            new { service = Names[service], operation = call.Operation, status = call.Status, answer = call.Answer }));
        var (code, output, error) = await Run([Path.Combine(AppContext.BaseDirectory, "Aws", "Peers", "answers.py")], string.Join('\n', lines));
        code.ShouldBe(0, error);
        return output.Trim();
    }

    private static async Task<(int Code, string Output, string Error)> Run(IEnumerable<string> arguments, string input)
    {
        using var python = Process.Start(new ProcessStartInfo("python3", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (python.StandardOutput.ReadToEndAsync(), python.StandardError.ReadToEndAsync());
        await python.StandardInput.WriteAsync(input);
        python.StandardInput.Close();
        await python.WaitForExitAsync();
        return (python.ExitCode, await output, await error);
    }
}
