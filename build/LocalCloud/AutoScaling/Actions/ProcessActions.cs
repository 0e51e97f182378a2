using System.Xml.Linq;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.AutoScaling.Actions;

/// <summary>Switches a group's processes and metrics off and on.</summary>
internal sealed class ProcessActions(Groups groups)
{
    public IEnumerable<XElement> Suspend(AwsCall call)
    {
        var reason = $"User suspended at {groups.Now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}";
        var processes = Named(call);
        groups.Change(call, group => group with
        {
            SuspendedProcesses = group.SuspendedProcesses.SetItems(processes
                .Where(group.Allows)
                .Select(process => KeyValuePair.Create(process, reason)))
        });
        return Answer.Nothing;
    }

    /// <summary>Resumes; what waited is tried at once.</summary>
    public IEnumerable<XElement> Resume(AwsCall call)
    {
        var processes = Named(call);
        groups.Change(call, group => group with
        {
            SuspendedProcesses = group.SuspendedProcesses.RemoveRange(processes),
            RetryLaunchAt = null,
            RetryRebalanceAt = null
        });
        return Answer.Nothing;
    }

    public IEnumerable<XElement> EnableMetrics(AwsCall call)
    {
        if (call.Required("Granularity") is var granularity and not Kinds.Granularity)
            throw Refusal.Invalid($"Invalid granularity: {granularity}. Valid granularities are: {Kinds.Granularity}");
        groups.Change(call, group => group with { EnabledMetrics = group.EnabledMetrics.Union(MetricsOf(call)) });
        return Answer.Nothing;
    }

    public IEnumerable<XElement> DisableMetrics(AwsCall call)
    {
        groups.Change(call, group => group with { EnabledMetrics = group.EnabledMetrics.Except(MetricsOf(call)) });
        return Answer.Nothing;
    }

    private static IReadOnlyList<string> Named(AwsCall call)
    {
        var named = call.List("ScalingProcesses");
        return named.FirstOrDefault(process => !ScalingProcess.All.Contains(process)) is { } unknown
            ? throw Refusal.Invalid(
                $"Invalid process name: {unknown}. Valid names are: {string.Join(", ", ScalingProcess.All)}")
            : named is [] ? ScalingProcess.All : named;
    }

    private static IReadOnlyList<string> MetricsOf(AwsCall call)
    {
        var named = call.List("Metrics");
        return named.FirstOrDefault(metric => !Kinds.Metrics.Contains(metric)) is { } unknown
            ? throw Refusal.Invalid($"Invalid metric: {unknown}. Valid metrics are: {string.Join(", ", Kinds.Metrics)}")
            : named is [] ? Kinds.Metrics : named;
    }
}
