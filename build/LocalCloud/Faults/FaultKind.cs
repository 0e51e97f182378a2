namespace Bundt.LocalCloud.Faults;

/// <summary>One way in which things go wrong.</summary>
/// <param name="Name">Its name, as faults name it.</param>
/// <param name="Does">What happens, in words.</param>
/// <param name="Fields">The fields that it understands besides those that all do.</param>
/// <param name="UsualCount">How many times it strikes unless told otherwise; 0 is without end.</param>
/// <param name="UsualStatus">The HTTP status that it answers with unless told otherwise.</param>
public sealed record FaultKind(string Name, string Does, IReadOnlyList<string> Fields, int UsualCount = 1, int UsualStatus = 500)
{
    /// <summary>The fields that every kind understands.</summary>
    public static readonly IReadOnlyList<string> Common = ["kind", "region", "resource", "tag", "skip", "count", "chance", "seed", "after", "for"];

    private static readonly string[] Calls = ["service", "action", "spares"];
    private static readonly string[] Launches = ["image", "type", "zone"];
    private static readonly string[] Instances = [.. Launches, "age"];

    /// <summary>A call is refused as by AWS's limits of rate. Strikes in <see cref="CallFaults"/>, as the five after it do.</summary>
    public static readonly FaultKind Throttling = new("throttling", "a call is refused: too many", Calls);

    /// <summary>A call is answered with an internal error before its work is done.</summary>
    public static readonly FaultKind Error = new("error", "a call fails on AWS's side; nothing is done", [.. Calls, "status"]);

    /// <summary>A call is answered late.</summary>
    public static readonly FaultKind Latency = new("latency", "a call is answered that many seconds late", [.. Calls, "seconds"]);

    /// <summary>The work of a call is done, and the connection breaks in place of the answer.</summary>
    public static readonly FaultKind LostAnswer = new("lostAnswer", "a call is done, its answer is lost", Calls);

    /// <summary>Who calls is killed, and the work of the call is not done.</summary>
    public static readonly FaultKind CallerDiesBefore =
        new("callerDiesBefore", "whoever calls is killed before the call is done", [.. Calls, "program"]);

    /// <summary>The work of a call is done, and who calls is killed before it learns of it.</summary>
    public static readonly FaultKind CallerDiesAfter =
        new("callerDiesAfter", "whoever calls is killed once the call is done, and before it is answered", [.. Calls, "program"]);

    /// <summary>A resource is unknown to the calls that name it at first. Strikes in <see cref="Staleness"/>.</summary>
    public static readonly FaultKind NotFound =
        new("notFound", "what a call names is not found until it is that many seconds old", [.. Calls, "seconds"], UsualCount: 0);

    /// <summary>A listing shows what was. Strikes in <see cref="Staleness"/>.</summary>
    public static readonly FaultKind StaleListing =
        new("staleListing", "a listing shows what there was that many seconds ago", [.. Calls, "seconds"], UsualCount: 0);

    /// <summary>A launch is refused. Strikes in <see cref="LaunchFaults"/>, as the next three do.</summary>
    public static readonly FaultKind NoCapacity = new("noCapacity", "a launch is refused: no capacity", Launches);

    /// <summary>An instance does not come up.</summary>
    public static readonly FaultKind BootFails = new("bootFails", "an instance fails to boot and ends", Launches);

    /// <summary>An instance stays pending until it is ended.</summary>
    public static readonly FaultKind BootNever = new("bootNever", "an instance stays pending", Launches);

    /// <summary>An instance takes longer.</summary>
    public static readonly FaultKind BootSlow = new("bootSlow", "an instance boots that many seconds later", [.. Launches, "seconds"]);

    /// <summary>All processes of a running instance are killed. Strikes in <see cref="InstanceFaults"/>, as the next one does.</summary>
    public static readonly FaultKind InstanceDies = new("instanceDies", "the processes of a running instance are killed", Instances);

    /// <summary>All processes of a running instance stand still until the fault is over: connections are accepted, nobody answers.</summary>
    public static readonly FaultKind InstanceHangs = new("instanceHangs", "the processes of a running instance stand still", Instances);

    /// <summary>Health checks are answered badly. Strikes in <see cref="Front.TargetFaults"/>, as the next one does.</summary>
    public static readonly FaultKind ApplicationUnhealthy =
        new("applicationUnhealthy", "health checks of a target are answered with that status", [.. Instances, "status"], 0, 503);

    /// <summary>Requests are answered badly.</summary>
    public static readonly FaultKind ApplicationErrors =
        new("applicationErrors", "requests to a target are answered with that status", [.. Instances, "status"], 0);

    /// <summary>Changes reach the second node of a load balancer late. Strikes in <see cref="Front.NodeLag"/>.</summary>
    public static readonly FaultKind NodeLag =
        new("nodeLag", "the second node of a load balancer learns of changes that many seconds late", ["seconds"], UsualCount: 0);

    /// <summary>All there are.</summary>
    public static readonly IReadOnlyList<FaultKind> All =
    [
        Throttling, Error, Latency, LostAnswer, CallerDiesBefore, CallerDiesAfter, NotFound, StaleListing, NoCapacity, BootFails, BootNever,
        BootSlow, InstanceDies, InstanceHangs, ApplicationUnhealthy, ApplicationErrors, NodeLag,
    ];

    /// <summary>Whether it is about a number of seconds, which has to be said.</summary>
    public bool TakesSeconds => Fields.Contains("seconds");
}
