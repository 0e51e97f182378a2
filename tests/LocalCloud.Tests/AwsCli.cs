using System.Diagnostics;
using System.Text.Json;

namespace Bundt.LocalCloud.Tests;

/// <summary>The aws CLI as a client of a running cloud.</summary>
internal sealed class AwsCli(RunningCloud cloud)
{
    /// <summary>Runs a command that must succeed; arguments that hold no space may stand together in one string.</summary>
    public async Task<JsonElement> Run(string command, params string[] more)
    {
        var (code, output, error) = await Start([.. command.Split(' '), .. more]);
        code.ShouldBe(0, error);
        return output.Trim() is ['{' or '[' or '"' or (>= '0' and <= '9'), ..] json ? JsonDocument.Parse(json).RootElement : default;
    }

    /// <summary>What a command prints that does not answer in JSON.</summary>
    public async Task<string> Print(string command)
    {
        var (code, output, error) = await Start(command.Split(' '));
        code.ShouldBe(0, error);
        return output.Trim();
    }

    /// <summary>The error of a command that must fail.</summary>
    public async Task<string> Refusal(string command, params string[] more)
    {
        var (code, _, error) = await Start([.. command.Split(' '), .. more]);
        code.ShouldNotBe(0);
        return error;
    }

    /// <summary>Repeats a command until its answer is as it should be, for at most ten seconds.</summary>
    public async Task<JsonElement> Until(Func<JsonElement, bool> condition, string command, params string[] more)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await Run(command, more);
            if (condition(answer))
                return answer;
            (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10)).ShouldBeTrue($"aws {command} still answers {answer}");
        }
    }

    private async Task<(int Code, string Output, string Error)> Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("aws", [.. arguments, "--output", "json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_ENDPOINT_URL"] = cloud.Endpoint.ToString();
        start.Environment["AWS_ACCESS_KEY_ID"] = cloud.Keys.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = cloud.Keys.SecretAccessKey;
        start.Environment["AWS_DEFAULT_REGION"] = RunningCloud.Region;
        using var aws = Process.Start(start)!;
        var output = aws.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await aws.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await aws.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (aws.ExitCode, await output, error);
    }
}
