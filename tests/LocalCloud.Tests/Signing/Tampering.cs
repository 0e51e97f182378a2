namespace Bundt.LocalCloud.Tests.Signing;

/// <summary>One way to go wrong.</summary>
/// <param name="What">What was tampered with.</param>
internal sealed record Tampering(string What)
{
    /// <summary>What is changed before the request is signed: it is signed well, but for something that is not so.</summary>
    public Func<Ask, Ask> Before { get; init; } = ask => ask;

    /// <summary>What is changed after it has been signed.</summary>
    public Func<SentRequest, SentRequest> After { get; init; } = sent => sent;

    public async Task<SentRequest> Make(Boto boto, Ask ask) => After(await boto.Sign(Before(ask)));
}
