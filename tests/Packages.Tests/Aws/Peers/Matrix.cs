using System.Globalization;
using System.Text;

namespace Bundt.Packages.Tests.Aws.Peers;

/// <summary>What was found, as a table of operations and servers, and below it why.</summary>
internal static class Matrix
{
    public static string Of(IReadOnlyCollection<Walk> walks)
    {
        var text = new StringBuilder().AppendLine().AppendLine(Row("operation", Peers.LocalCloud, Peers.Moto));
        foreach (var service in new[] { Peers.AutoScaling, Peers.LoadBalancing })
        {
            text.AppendLine(service);
            foreach (var operation in Operations.Of(service))
                text.AppendLine(Row("  " + operation, Cell(walks, service, Peers.LocalCloud, operation), Cell(walks, service, Peers.Moto, operation)));
        }

        foreach (var walk in walks)
        {
            foreach (var finding in walk.Findings.Where(finding => finding.Problem is not null))
                text.AppendLine(CultureInfo.InvariantCulture, $"FAILED on {walk.Peer}: {finding.Operation} {finding.Claim}: {finding.Problem}");
        }

        foreach (var finding in walks.SelectMany(walk => walk.Findings).Where(finding => finding is { Known: not null, Problem: null }))
            text.AppendLine(CultureInfo.InvariantCulture, $"moto differs: {finding.Operation} {finding.Claim}: {finding.Known!.Instead}");
        return walks.Any(walk => walk.Peer == Peers.Moto) ? text.ToString() : text.AppendLine(MotoServer.Missing).ToString();
    }

    private static string Cell(IEnumerable<Walk> walks, string service, string peer, string operation)
    {
        if (walks.FirstOrDefault(walk => walk.Peer == peer && walk.Service == service) is not { } walk)
            return "not run";
        var findings = walk.Findings.Where(finding => finding.Operation == operation).ToList();
        var calls = walk.Relay.Calls.Where(call => call.Operation == operation).ToList();
        var failed = findings.Count(finding => finding.Problem is not null);
        var differs = findings.Count(finding => finding is { Known: not null, Problem: null });
        return string.Create(CultureInfo.InvariantCulture,
            $"{findings.Count - failed - differs} hold{(differs > 0 ? $", {differs} differ" : "")}{(failed > 0 ? $", {failed} FAIL" : "")}; {calls.Count} calls, {calls.Count(call => call.Fault is not null)} refused first");
    }

    private static string Row(string operation, string local, string moto) => $"{operation,-38} {local,-44} {moto}".TrimEnd();
}
