using System.Net;
using System.Text;
using System.Text.Json;
using Bundt.Domain.Environments;
using Bundt.Domain.Notices;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Bundt.Cloud.Notices;

/// <summary>Tells the webhooks that the environment file names.</summary>
/// <param name="environment">The environment.</param>
/// <param name="time">The clock.</param>
public sealed class Webhooks(Func<ReleaseEnvironment> environment, TimeProvider time) : INotices, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PatienceInAll = TimeSpan.FromSeconds(15);

    // Made when something is told: most runs have nobody to tell.
    private readonly Lazy<HttpClient> _client = new(() => new(new SocketsHttpHandler { AllowAutoRedirect = false }));
    private readonly List<Task<string?>> _told = [];

    /// <inheritdoc />
    public void Tell(Notice notice)
    {
        var settings = environment().Notify;
        if (!settings.Events.Contains(notice.Kind))
            return;
        if (settings.Slack is { } slack)
            _told.Add(Send(slack, notice, JsonSerializer.Serialize(SlackMessage.Of(notice.Text), NoticeJson.Default.SlackMessage)));
        if (settings.Json is { } json)
            _told.Add(Send(json, notice, JsonSerializer.Serialize(notice, NoticeJson.Default.Notice)));
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> End()
    {
        var failed = await Task.WhenAll(_told);
        _told.Clear();
        return [.. failed.OfType<string>()];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
    }

    // Null when it was taken, else what went wrong. The URL itself is told to nobody.
    private async Task<string?> Send(string variable, Notice notice, string body)
    {
        var what = $"The {notice.Kind.ToString().ToLowerInvariant()} of the run was not told to the webhook in {variable}";
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } text)
            return $"{what}: {variable} is not set.";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            return $"{what}: {variable} holds no URL.";
        try
        {
            var status = await Pipeline().ExecuteAsync(async cancellation =>
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await _client.Value.PostAsync(url, content, cancellation);
                return answer.StatusCode;
            });
            return (int)status is >= 200 and < 300 ? null : $"{what}: it answered {(int)status}.";
        }
        catch (HttpRequestException silent)
        {
            return $"{what}: {silent.HttpRequestError}.";
        }
        catch (TimeoutRejectedException)
        {
            return $"{what}: it gave no answer.";
        }
    }

    private ResiliencePipeline<HttpStatusCode> Pipeline() => new ResiliencePipelineBuilder<HttpStatusCode> { TimeProvider = time }
        .AddTimeout(PatienceInAll)
        .AddRetry(new RetryStrategyOptions<HttpStatusCode>
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromSeconds(1),
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome is { Exception: HttpRequestException or TimeoutRejectedException } or { Exception: null, Result: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError }),
        })
        .AddTimeout(Patience)
        .Build();
}
