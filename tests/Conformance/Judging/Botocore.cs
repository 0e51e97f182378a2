using System.Diagnostics;
using System.Text.Json;

namespace Bundt.Conformance.Judging;

/// <summary>AWS's own models of answers, in Python.</summary>
internal static class Botocore
{
    /// <summary>What to say where it is missing.</summary>
    public const string Missing = "NOT TESTED: no python3 here has botocore, so nothing holds answers to AWS's models: apt-get install python3-boto3";

    /// <summary>The Python that has botocore, or null.</summary>
    public static string? Python { get; } = PythonWith("botocore");

    /// <summary>The first Python that has a module: of the PATH, or the system's own.</summary>
    public static string? PythonWith(string module) =>
        new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(python => Run(python, ["-c", $"import {module}"], "").Result.Code == 0);

    /// <summary>What it finds wrong with each of the answers, in their order.</summary>
    public static async Task<IReadOnlyList<Judgement>> Judge(IEnumerable<RecordedAnswer> answers)
    {
        var lines = answers.Select(answer => JsonSerializer.Serialize(answer, JsonSerializerOptions.Web));
        var script = Path.Combine(AppContext.BaseDirectory, "Judging", "answers.py");
        var (code, output, error) = await Run(Python!, [script], string.Join('\n', lines));
        code.ShouldBe(0, error);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<Judgement>(line, JsonSerializerOptions.Web)!)];
    }

    private static async Task<(int Code, string Output, string Error)> Run(string python, IEnumerable<string> arguments, string input)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output, await error);
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            return (-1, "", absent.Message);
        }
    }
}
