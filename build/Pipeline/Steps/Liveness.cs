using Bundt.Cloud.Checks;
using Bundt.Cloud.Traffic;

namespace Bundt.Pipeline.Steps;

/// <summary>Finds out whether live traffic flows, of an environment of which anything may be missing.</summary>
public sealed class Liveness(StackSurvey survey, StackReader stacks, ITraffic traffic)
{
    /// <summary>How it flows, for people; null when it goes to no server.</summary>
    public async Task<string?> Reason(ReleaseContext context)
    {
        var settings = context.Environment.Traffic;
        if (!context.Settings.IsWritten || !(await survey.Balancers()).Contains(settings.LoadBalancer))
            return null;
        var stack = await stacks.Read();
        var carrying = (stack.LiveRule(settings)?.Forwards ?? new Dictionary<string, int>()).Where(forward => forward.Value > 0).Select(forward => forward.Key);
        foreach (var arn in carrying)
        {
            var name = stack.TargetGroups.FirstOrDefault(group => group.Arn == arn)?.Name ?? arn;
            if (await traffic.Health(new(name, arn, new("http://localhost"))) is { Count: > 0 and var targets })
                return $"port {settings.Listener} of {settings.LoadBalancer} forwards to {name}, which has {targets} {(targets == 1 ? "server" : "servers")}";
        }

        return null;
    }
}
