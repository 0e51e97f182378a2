using System.Xml.Linq;

namespace Bundt.LocalCloud.Wire;

/// <summary>
/// The actions that a service answers, by name. An action is a function from the call to the children of its result element, without
/// namespaces; <see cref="QueryProtocol"/> wraps them as the service's flavour demands (<c>ActionResponse/ActionResult</c> and
/// <c>ResponseMetadata</c>, or EC2's <c>requestId</c> and children directly).
/// </summary>
public sealed class ActionTable
{
    private readonly Dictionary<(string Service, string Action), Func<AwsCall, Task<IEnumerable<XElement>>>> _actions = [];

    /// <summary>Adds an action that answers at once.</summary>
    /// <param name="service">The signing name: <c>ec2</c>, <c>autoscaling</c>, <c>elasticloadbalancing</c> or <c>sts</c>.</param>
    /// <param name="action">AWS's name of the action.</param>
    /// <param name="answer">Gives the children of the result.</param>
    public void Add(string service, string action, Func<AwsCall, IEnumerable<XElement>> answer) =>
        _actions.Add((service, action), call => Task.FromResult<IEnumerable<XElement>>([.. answer(call)]));

    /// <summary>Adds an action that has to wait for something.</summary>
    public void Add(string service, string action, Func<AwsCall, Task<IEnumerable<XElement>>> answer) =>
        _actions.Add((service, action), answer);

    /// <summary>The names of all actions, for the call list and the documentation.</summary>
    public IEnumerable<(string Service, string Action)> Names => _actions.Keys;

    /// <summary>Runs the action.</summary>
    /// <exception cref="AwsError"><c>InvalidAction</c> when the service has no such action here.</exception>
    public Task<IEnumerable<XElement>> Answer(AwsCall call) => _actions.TryGetValue((call.Service, call.Action), out var action)
        ? action(call)
        : throw new AwsError("InvalidAction", $"The action {call.Action} is not valid for this web service.");
}
