using Bundt.Scenarios.Stage;

namespace Bundt.Scenarios.Campaigns;

/// <summary>What goes wrong on AWS's side, or with what runs there: once or twice, so that a retry succeeds, and without end.</summary>
internal static class FaultTrials
{
    private const int Some = 4;

    private static readonly int[] Succeeds = [0];
    private static readonly int[] Fails = [1];

    /// <summary>All there are for a release.</summary>
    /// <param name="calls">What it called, undisturbed.</param>
    /// <param name="environment">The environment that it is for.</param>
    public static IReadOnlyList<Trial> Of(IEnumerable<RecordedCall> calls, string environment)
    {
        // Servers of the environment, and not the one that an image is made on.
        var tag = $"bundt:env={environment}";
        var all = calls.Where(call => call.Action.Length > 0).ToList();
        var actions = all.Select(call => (call.Service, call.Action)).Distinct().Order().ToList();
        var creates = actions.Where(call => all.Exists(one => one.Write && one.Action == call.Action) && IsCreate(call)).ToList();
        Trial[] trials =
        [
            new(0, "every action throttled once") { Faults = [.. actions.Select(call => Fault("throttling", call, 1))], Ends = Succeeds },
            new(0, "every action failing with 500 once") { Faults = [.. actions.Select(call => Fault("error", call, 1))] },
            new(0, "every tenth call throttled") { Faults = [new { kind = "throttling", chance = 0.1, seed = 7, count = 0, spares = LocalCloud.Onlookers }] },
            .. actions.Select(call => new Trial(0, $"{Text(call)} throttled {Often(call)}") { Faults = [Fault("throttling", call, Count(call))] }),
            .. creates.Select(call => new Trial(0, $"{Text(call)} failing with 503 {Often(call)}") { Faults = [new { kind = "error", service = call.Service, action = call.Action, count = Count(call), status = 503, spares = LocalCloud.Onlookers }] }),
            .. creates.Select(call => new Trial(0, $"the answer of {Text(call)} lost once") { Faults = [Fault("lostAnswer", call, 1)] }),
            .. creates.Select(call => new Trial(0, $"the answer of {Text(call)} lost {Often(call)}") { Faults = [Fault("lostAnswer", call, Count(call))] }),
            new(0, "new resources not found for 5 s") { Faults = [new { kind = "notFound", seconds = 5, count = 0, spares = LocalCloud.Onlookers }] },
            new(0, "listings that are 5 s old") { Faults = [.. actions.Where(call => call.Action.StartsWith("Describe", StringComparison.Ordinal))
                .Select(call => new { kind = "staleListing", service = call.Service, action = call.Action, seconds = 5, count = 0, spares = LocalCloud.Onlookers })] },
            new(0, "no capacity in one zone") { Faults = [new { kind = "noCapacity", tag, zone = "eu-west-1a", count = 0 }] },
            new(0, "no capacity in any zone") { Faults = [new { kind = "noCapacity", tag, count = 0 }], Ends = Fails },
            new(0, "a server that does not boot") { Faults = [new { kind = "bootFails", tag, count = 1 }] },
            new(0, "an image that does not boot") { Faults = [new { kind = "bootFails", tag, count = 0 }], Ends = Fails },
            new(0, "an image that is gone") { Faults = [new { kind = "latency", action = "CreateAutoScalingGroup", seconds = 2, count = 1 }], Meanwhile = ImageGoes, Ends = Fails },
            new(0, "a server dies during Deploy") { Meanwhile = incident => Dies(incident, () => incident.Call("CreateAutoScalingGroup")) },
            new(0, "a server dies during Verify") { Meanwhile = incident => Dies(incident, () => incident.Word("Verify")), IsNoticed = true },
            new(0, "a server dies during Swap") { Meanwhile = incident => Dies(incident, () => incident.Call("ModifyListener")), IsNoticed = true, Again = ["--again"] },
            new(0, "a server dies during the watch") { Meanwhile = incident => Dies(incident, () => Watched(incident, 100)), IsNoticed = true, Again = ["--again"] },
            new(0, "an application that turns bad 3 s after the swap") { Meanwhile = TurnsBad, Ends = Fails, IsNoticed = true, Again = ["--again"] },
        ];
        // Packer tries for many minutes what is throttled.
        int Count((string Service, string Action) call) => all.Exists(one => one.Action == call.Action && one.UserAgent.StartsWith("aws-sdk-go", StringComparison.Ordinal)) ? Some : 0;
        string Often((string Service, string Action) call) => Count(call) == 0 ? "without end" : $"{Some} times";

        return [.. trials.Select((trial, place) => trial with { Number = place + 1 })];
    }

    private static bool IsCreate((string Service, string Action) call) =>
        call.Action.StartsWith("Create", StringComparison.Ordinal) || call.Action is "RunInstances" or "PutObject" or "PutScheduledUpdateGroupAction";

    private static object Fault(string kind, (string Service, string Action) call, int count) => new { kind, service = call.Service, action = call.Action, count, spares = LocalCloud.Onlookers };

    private static string Text((string Service, string Action) call) => $"{call.Service} {call.Action}";

    private static async Task Dies(Incident incident, Func<Task> moment)
    {
        await moment();
        await incident.ServerDies();
    }

    private static async Task Watched(Incident incident, int requests)
    {
        await incident.Call("ModifyListener");
        await incident.Requests(requests);
    }

    private static async Task ImageGoes(Incident incident)
    {
        await incident.Call("CreateLaunchTemplate");
        var images = (await incident.Cloud.Ec2.DescribeImagesAsync(new Amazon.EC2.Model.DescribeImagesRequest { Owners = ["self"] })).Images;
        await incident.Cloud.Ec2.DeregisterImageAsync(new() { DeleteAssociatedSnapshots = true, ImageId = images.MaxBy(image => image.CreationDate, StringComparer.Ordinal)!.ImageId });
    }

    private static async Task TurnsBad(Incident incident)
    {
        await Watched(incident, 300);
        await incident.Cloud.Arm(new { kind = "applicationErrors", tag = $"Name={(await incident.Newest()).AutoScalingGroupName}", count = 0 });
    }
}
