using Bundt.Conformance.Judging;

namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>Every operation of the generated clients, with our server and with one that others wrote.</summary>
public sealed class EveryOperation(Peers peers) : IClassFixture<Peers>
{
    public static TheoryData<string, string> Walks => [.. from service in Services from peer in Servers select (service, peer)];

    public static TheoryData<string, string, string> Cases =>
        [.. from service in Services from peer in Servers from operation in Operations.Of(service) select (service, operation, peer)];

    private static readonly Dictionary<string, string> SigningNames = new()
    {
        [Peers.AutoScaling] = "autoscaling",
        [Peers.LoadBalancing] = "elasticloadbalancing",
    };

    private static IEnumerable<string> Services => SigningNames.Keys;

    private static IEnumerable<string> Servers => [Peers.LocalCloud, Peers.Moto];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Should_Do_What_AWS_Documents(string service, string operation, string peer)
    {
        var findings = Told(service, peer).Findings.Where(finding => finding.Operation == operation).ToList();

        findings.ShouldNotBeEmpty($"no story says anything about {operation}");
        findings.Where(finding => finding.Problem is not null).Select(finding => $"{finding.Claim}: {finding.Problem}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Walks))]
    public void Should_Try_Again_When_Refused_For_The_Moment(string service, string peer)
    {
        var calls = Told(service, peer).Relay.Calls;
        var first = Operations.Of(service).ToDictionary(operation => operation, operation => calls.Where(call => call.Operation == operation).Take(2).ToList());

        first.Where(operation => operation.Value is not [{ Fault: not null, Attempt: "attempt=1; max=5" }, { Attempt: "attempt=2; max=5" }])
            .Select(operation => operation.Key).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Walks))]
    public void Should_Not_Try_Again_When_Refused_For_Good(string service, string peer)
    {
        var calls = Told(service, peer).Relay.Calls;
        var refused = calls.Index().Where(call => call.Item is { Fault: null, Status: >= 400 and < 500 }).ToList();

        refused.Count.ShouldBeGreaterThan(5);
        refused.Where(call => call.Index + 1 < calls.Count && !calls[call.Index + 1].Attempt.StartsWith("attempt=1;", StringComparison.Ordinal))
            .Select(call => call.Item.Operation).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Peers.AutoScaling)]
    [InlineData(Peers.LoadBalancing)]
    public async Task Should_Be_Answered_By_The_Local_Cloud_In_The_Shapes_Of_AWS(string service)
    {
        Assert.SkipWhen(Botocore.Python is null, Botocore.Missing);
        var answers = Told(service, Peers.LocalCloud).Relay.Calls.Where(call => call.Fault is null).Select(call => call.Recorded(SigningNames[service])).ToList();

        var judgements = await Botocore.Judge(answers);
        judgements.SelectMany(judgement => judgement.Problems).Distinct().ShouldBeEmpty();
        judgements.Count.ShouldBe(answers.Count);
    }

    [Theory]
    [InlineData(Peers.Moto)]
    public void Should_Know_Only_Deviations_That_Were_Tried(string peer)
    {
        var tried = Services.SelectMany(service => Told(service, peer).Findings).Select(finding => finding.Known).ToHashSet();

        KnownDeviations.OfMoto.Where(known => !tried.Contains(known)).ShouldBeEmpty();
    }

    private Walk Told(string service, string peer)
    {
        Assert.SkipWhen(peer == Peers.Moto && !MotoServer.Installed, MotoServer.Missing);
        return peers.Of(peer, service);
    }
}
