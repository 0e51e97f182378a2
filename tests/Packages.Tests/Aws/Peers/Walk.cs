using Amazon.Runtime;

namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>A story on its way through one server: goes on after a claim that does not hold, and remembers it.</summary>
internal sealed class Walk(string service, string peer, Relay relay, IReadOnlyList<Deviation> known)
{
    private readonly List<Finding> _findings = [];

    public string Service { get; } = service;

    public string Peer { get; } = peer;

    public Relay Relay { get; } = relay;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Tries a claim about an operation, which has to have been called for it.</summary>
    public async Task Shows(string operation, string claim, Func<Task> act)
    {
        string? failure = null;
        try
        {
            await act();
            if (!Relay.Calls.Any(call => call.Operation == operation))
                failure = "the story has not called it";
        }
        catch (Exception broken)
        {
            failure = string.Join(' ', $"{broken.GetType().Name}: {broken.Message}".Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }

        _findings.Add(new Finding(
            operation, claim, failure, known.SingleOrDefault(one => one.Operation == operation && one.Claim == claim)));
    }

    /// <summary>Tries the claim that a call is refused, with the type and the code that AWS documents.</summary>
    public Task Refuses<T>(string operation, string claim, string code, Func<Task> call) where T : AmazonServiceException =>
        Shows(operation, claim, async () =>
        {
            var failure = await Should.ThrowAsync<AmazonServiceException>(call);
            failure.ErrorCode.ShouldBe(code);
            failure.GetType().ShouldBe(typeof(T));
            failure.Message.ShouldNotBeNullOrWhiteSpace();
            failure.RequestId.ShouldNotBeNullOrWhiteSpace();
            ((int)failure.StatusCode).ShouldBeInRange(400, 499);
        });

    /// <summary>Reads until it is as it should be; gives up after ten seconds.</summary>
    public static async Task<T> Until<T>(Func<Task<T>> read, Func<T, bool> met, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            var seen = await read();
            if (met(seen))
                return seen;
            deadline.IsCancellationRequested.ShouldBeFalse($"after ten seconds it is still not so: {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>All pages of a listing.</summary>
    public static async Task<List<List<T>>> Pages<T>(Func<string?, Task<(List<T>? Page, string? Next)>> read)
    {
        var pages = new List<List<T>>();
        string? next = null;
        do
        {
            (var page, next) = await read(next);
            pages.Add(page ?? []);
            pages.Count.ShouldBeLessThan(20, "the pages have no end");
        }
        while (next is not null);
        return pages;
    }
}
