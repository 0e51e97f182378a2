using System.Text.RegularExpressions;
using Bundt.Domain.Environments;

namespace Bundt.Domain.Traffic;

/// <summary>Compares answers with what the environment file expects of them.</summary>
public static class Expectation
{
    // A pattern that takes longer has lost itself in the text.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Judges the answers to a request: one that is not as expected is a failure, none at all is inconclusive.</summary>
    /// <param name="request">The request.</param>
    /// <param name="answers">Its consecutive answers.</param>
    public static Verdict Judge(VerifyRequest request, IReadOnlyCollection<Answer> answers)
    {
        var wrong = answers.Select(answer => (Answer: answer, Reason: Reason(request, answer)))
            .OrderBy(judged => judged.Answer.Status is null).FirstOrDefault(judged => judged.Reason is not null);
        return wrong.Reason is null
            ? new(answers.Count < request.Times ? Outcome.Inconclusive : Outcome.Pass, $"{request.Path} was answered as expected {answers.Count} times")
            : new(wrong.Answer.Status is null ? Outcome.Inconclusive : Outcome.Fail, $"{request.Path} {wrong.Reason}");
    }

    /// <summary>The first thing that is wrong with an answer, or null.</summary>
    public static string? Reason(VerifyRequest request, Answer answer)
    {
        if (answer.Failure is not null)
            return answer.Failure;
        if (answer.Status != request.Status)
            return $"answered with status {answer.Status}, not {request.Status}";
        foreach (var (name, pattern) in request.Headers)
        {
            if (!answer.Headers.TryGetValue(name, out var value))
                return $"answered without the header {name}";
            if (!Matches(value, pattern))
                return $"answered with {name}: {value}, which does not match '{pattern}'";
        }

        if (request.Body is { } body && !Matches(answer.Body, body))
            return $"answered with a body that does not match '{body}': {Beginning(answer.Body)}";
        foreach (var (path, expected) in request.Json)
        {
            var value = answer.Json.GetValueOrDefault(path);
            if (value != expected)
                return $"answered with {value ?? "nothing"} at {path}, not {expected}";
        }

        return answer.Latency > request.Latency
            ? $"answered after {answer.Latency.TotalMilliseconds:0} ms, allowed {request.Latency.Value.TotalMilliseconds:0} ms"
            : null;
    }

    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, Patience);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string Beginning(string body) => body.Length <= 80 ? body.Trim() : body[..80].Trim() + "…";
}
