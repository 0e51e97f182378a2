using System.Net.Http.Json;
using Bundt.LocalCloud.Faults;
using Bundt.LocalCloud.Tests.Ec2;
using Bundt.LocalCloud.Wire;

namespace Bundt.LocalCloud.Tests.Failing;

/// <summary>What the stories about faults have in common.</summary>
public abstract class FaultStory(RunningCloud cloud) : Ec2Story(cloud)
{
    protected Uri Faults { get; } = new(cloud.Endpoint, "/_local/faults");

    protected async Task<FaultReport> Arm(object fault)
    {
        var answer = (await Cloud.Http.PostAsJsonAsync(Faults, fault, Cancellation)).EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<FaultReport>(Cancellation))!;
    }

    protected async Task Disarm(FaultReport fault) =>
        (await Cloud.Http.DeleteAsync(new Uri(Cloud.Endpoint, $"/_local/faults/{fault.Id}"), Cancellation)).EnsureSuccessStatusCode();

    protected async Task<IReadOnlyList<FaultReport>> Reports() =>
        (await Cloud.Http.GetFromJsonAsync<FaultReport[]>(Faults, Cancellation))!;

    /// <summary>The last recorded call of an action.</summary>
    protected async Task<RecordedCall> Recorded(string action) => (await AllRecorded(action))[^1];

    /// <summary>The recorded calls of an action, oldest first.</summary>
    protected async Task<IReadOnlyList<RecordedCall>> AllRecorded(string action) =>
        [.. (await Cloud.Http.GetFromJsonAsync<RecordedCall[]>(new Uri(Cloud.Endpoint, "/_local/calls"), Cancellation))!.Where(call => call.Action == action)];
}
