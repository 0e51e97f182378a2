using Bundt.Domain;
using Bundt.Domain.Runs;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Bundt.Cloud;

/// <summary>
/// The one way for a run to wait: until a condition holds, looking fast at first and then less often, until a deadline; or at a steady pace, for
/// what is done again and again.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="told">Is told of each wait when it begins, when its reason changes and when it is over; or null.</param>
public sealed class Poll(TimeProvider time, Action<Wait>? told = null)
{
    private const double First = 0.1;
    private const double Slowest = 2;
    private const double Growth = 1.5;

    /// <summary>Waits until <paramref name="reason"/> answers null.</summary>
    /// <param name="what">What is waited for, as in "web-prod-v1-4-2-1 to be healthy".</param>
    /// <param name="reason">Looks, and answers the first unmet condition as a sentence; throws to end the wait at once.</param>
    /// <param name="limit">How long to wait at the most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="changed">Is told each new reason, for whoever watches.</param>
    /// <exception cref="Problem">The deadline passed; the message holds the last reason.</exception>
    public async Task Until(
        string what, Func<CancellationToken, Task<string?>> reason, TimeSpan limit, CancellationToken cancellation, Action<string>? changed = null)
    {
        string? last = null;
        var (begun, looks, unchanged, succeeded) = (time.GetUtcNow(), 0, 0, false);
        Tell(null);
        var pipeline = new ResiliencePipelineBuilder<string?> { TimeProvider = time }
            .AddTimeout(limit)
            .AddRetry(new RetryStrategyOptions<string?>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome is { Exception: null, Result: not null }),
                MaxRetryAttempts = int.MaxValue,
                // Whenever something new is seen, the next change may be near: look fast again. That one server more of many is there is nothing
                // new, or the looks would grow with their number. A little chance keeps runs apart.
                DelayGenerator = _ => ValueTask.FromResult<TimeSpan?>(
                    TimeSpan.FromSeconds(Math.Min(First * Math.Pow(Growth, unchanged), Slowest) * (0.9 + (0.2 * Random.Shared.NextDouble())))),
            })
            .Build();
        try
        {
            await pipeline.ExecuteAsync(async token =>
            {
                looks++;
                var now = await reason(token);
                unchanged = Gist(now) == Gist(last) ? unchanged + 1 : 0;
                if (now is null || now == last)
                    return now;
                last = now;
                changed?.Invoke(now);
                Tell(null);
                return now;
            }, cancellation);
            succeeded = true;
        }
        catch (TimeoutRejectedException timeout)
        {
            throw new Problem($"Waited {limit.TotalSeconds:0} s for {what}: {last ?? "nothing was observed"}.", inner: timeout);
        }
        finally
        {
            Tell(succeeded);
        }

        void Tell(bool? outcome) => told?.Invoke(new(what, begun, time.GetUtcNow() - begun, limit, looks, last, outcome));
    }

    /// <summary>Does something that goes on for a known time, which whoever watches is told of as of a wait.</summary>
    /// <param name="what">What is waited for, as in "live traffic to be watched".</param>
    /// <param name="limit">How long it goes on.</param>
    /// <param name="act">What is done.</param>
    /// <returns>Its result.</returns>
    public async Task<T> Through<T>(string what, TimeSpan limit, Func<Task<T>> act)
    {
        var begun = time.GetUtcNow();
        var succeeded = false;
        Tell(null);
        try
        {
            var result = await act();
            succeeded = true;
            return result;
        }
        finally
        {
            Tell(succeeded);
        }

        void Tell(bool? outcome) => told?.Invoke(new(what, begun, time.GetUtcNow() - begun, limit, Looks: 1, Reason: null, outcome));
    }

    /// <summary>A steady pace: its first tick comes after one period, and ticks that nobody waited for come as one.</summary>
    /// <param name="period">From tick to tick.</param>
    public PeriodicTimer Every(TimeSpan period) => new(period, time);

    // A reason without its figures and ids.
    private static string? Gist(string? reason) =>
        reason is null ? null : string.Join(' ', reason.Split(' ').Where(word => !word.Any(char.IsDigit)));
}
