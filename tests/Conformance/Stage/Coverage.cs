using System.Globalization;
using System.Text;
using Bundt.Conformance.Judging;
using Bundt.LocalCloud.Wire;

namespace Bundt.Conformance.Stage;

/// <summary>Which client had which action answered, as the local cloud itself has written it down, and what AWS's models say of the answers.</summary>
/// <param name="actions">All that it answers.</param>
/// <param name="calls">All calls.</param>
/// <param name="judgements">One for each answer that was recorded; empty where there is nothing to judge by.</param>
internal sealed class Coverage(
    IReadOnlyCollection<Coverage.Known> actions, IReadOnlyCollection<RecordedCall> calls, IReadOnlyCollection<Judgement> judgements)
{
    private readonly ILookup<(string, string), Judgement> _judgements = judgements.ToLookup(one => (one.Service, one.Operation));
    private readonly ILookup<(string, string), RecordedCall> _calls = calls.ToLookup(call => (call.Service, call.Action));

    /// <summary>An action that is answered.</summary>
    public sealed record Known(string Service, string Action);

    // Terraform asks for the UEFI data of an instance that has the id of an image, which AWS refuses too, and goes on.
    private const string AskedInVain = "GetInstanceUefiData";

    // What these name never exists here, so that they can only refuse, as AWS does where it does not exist.
    private static readonly string[] Refusing = [
        "AddListenerCertificates", "AttachLoadBalancers", "CancelInstanceRefresh", "DetachLoadBalancers", "GetBucketCors", "GetBucketLifecycleConfiguration",
        "GetBucketPolicy", "GetBucketReplication", "GetBucketWebsite", "GetObjectLockConfiguration",
    ];

    /// <summary>The actions that no client was answered with success, or at least as is right.</summary>
    public IEnumerable<string> Untouched => actions.Where(action => !Of(action).Any(call => Answered(call) || Refusing.Contains(call.Action))).Select(action => $"{action.Service} {action.Action}");

    /// <summary>The calls of which the cloud does not know from whom they are.</summary>
    public IEnumerable<string> Strangers => calls.Where(call => Clients.Of(call.UserAgent) is null).Select(call => call.UserAgent).Distinct();

    /// <summary>The calls that are no action here, and those that broke.</summary>
    public IEnumerable<string> Broken => calls.Where(call => call.Action != AskedInVain).Where(call => call.Status >= 500 || call.Error is "InvalidAction" or "UnknownOperationException")
        .Select(call => $"{Clients.Of(call.UserAgent)}: {call.Service} {call.Action} {call.Error}").Distinct();

    public override string ToString()
    {
        var text = new StringBuilder().AppendLine()
            .AppendLine(Row("action: answered+refused, judged: passed+failed", Clients.All, "botocore strict"));
        foreach (var action in actions)
            text.AppendLine(Row($"{action.Service} {action.Action}", Clients.All.Select(client => Cell(action, client)), Strict([action])));
        text.AppendLine(Row("actions", Clients.All.Select(client =>
            actions.Count(action => Of(action).Any(call => Answered(call) && Clients.Of(call.UserAgent) == client)).ToString(CultureInfo.InvariantCulture)), Strict(actions)));
        return text.AppendLine(CultureInfo.InvariantCulture, $"{actions.Count} actions, {calls.Count} calls").ToString();
    }

    private static bool Answered(RecordedCall call) => call.Status is >= 200 and < 400;

    private static string Row(string name, IEnumerable<string> cells, string strict) =>
        $"{name,-52}{string.Concat(cells.Select(cell => $"{cell,10}"))}{strict,17}";

    private static string Sum(int good, int bad) => good + bad == 0 ? "." : bad == 0 ? $"{good}" : $"{good}+{bad}";

    private IEnumerable<RecordedCall> Of(Known action) => _calls[(action.Service, action.Action)].Where(call => Clients.Of(call.UserAgent) is not null);

    private string Cell(Known action, string client)
    {
        var mine = Of(action).Where(call => Clients.Of(call.UserAgent) == client).ToList();
        var answered = mine.Count(Answered);
        return Sum(answered, mine.Count - answered);
    }

    /// <summary>How many answers of actions were as AWS's models demand, and how many were not.</summary>
    private string Strict(IEnumerable<Known> of)
    {
        var judged = of.SelectMany(action => _judgements[(action.Service, action.Action)]).ToList();
        var passed = judged.Count(judgement => judgement.Problems.Count == 0);
        return Sum(passed, judged.Count - passed);
    }
}
